// What the officer did: a click, a choice or an entry each counts as one step.
let steps = [];

/** One counted step; what is typed into the field that a step opened is part of it. */
export function step(what, rest) {
    return {
        ...rest,
        async run(helpers) {
            steps.push(what);
            const [action, ...text] = rest.run.split(" ");
            await helpers[action](text.join(" ") || undefined);
        },
    };
}

export function start(trigger) {
    return {
        trigger,
        run() {
            steps = [];
        },
    };
}

/** Fail where it took more steps than the officer has been promised. */
export function took(trigger, wanted) {
    return {
        trigger,
        run() {
            if (steps.length !== wanted) {
                throw new Error(`${steps.length} steps, not ${wanted}: ${steps}`);
            }
        },
    };
}

/** Fail where something stands wider than its place, in what matches or in it. */
export function fits(trigger) {
    return {
        trigger,
        run() {
            const all = [this.anchor, ...this.anchor.querySelectorAll("*")];
            const wide = all.filter(
                (one) => one.clientWidth && one.scrollWidth > one.clientWidth + 1
            );
            if (wide.length) {
                const told = wide.map((one) => one.className || one.tagName);
                throw new Error(`${trigger} is too narrow for ${told}`);
            }
        },
    };
}

/** Write the consideration that a step asks for; until then it is not taken. */
export function consider(text) {
    return [
        {trigger: ".modal button[name=deliver][disabled]"},
        {trigger: ".modal .o_asn_consideration", run: `edit ${text}`},
        {trigger: ".modal button[name=deliver]:not([disabled])", run: "click"},
    ];
}
