/**
 * The newest of several answers that may overtake each other.
 *
 * What was asked for last is taken, and whoever has asked before waits for it. Other
 * than with Odoo's KeepLast, each question comes to an end: a page that waits for its
 * first answer is drawn although somebody has asked anew meanwhile.
 */
export class Newest {
    asked = 0;
    taken = 0;

    /** In: an answer to come, and what takes it if nothing newer was asked for. */
    add(answer, take) {
        this.asked += 1;
        const number = this.asked;
        const isNewest = () => number === this.asked;
        const use = (found) => {
            if (number > this.taken) {
                this.taken = number;
                take(found);
            }
        };
        const mine = Promise.resolve(answer).then(
            // What was asked for later may fail: then this is the newest there is.
            (found) => (isNewest() ? use(found) : this.last.catch(() => use(found))),
            (error) => (isNewest() ? Promise.reject(error) : this.last)
        );
        this.last = mine;
        return mine;
    }
}
