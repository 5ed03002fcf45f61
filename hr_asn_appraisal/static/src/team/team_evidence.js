import {Component, useState} from "@odoo/owl";
import {FileModel} from "@web/core/file_viewer/file_model";
import {useFileViewer} from "@web/core/file_viewer/file_viewer_hook";
import {useService} from "@web/core/utils/hooks";

const MODEL = "hr.asn.evidence";

/** A proof as Odoo's viewer takes it: it stands at its own address. */
class Proof extends FileModel {
    get urlRoute() {
        return this.address;
    }
}

/** Of the lines of evidence those that Odoo's viewer can show. */
export function viewable(lines) {
    return lines
        .map(({id, name, mimetype, url}) =>
            Object.assign(new Proof(), {id, name, mimetype, address: url})
        )
        .filter((file) => file.isViewable);
}

/**
 * Return what a click on a line of evidence does: Odoo's viewer shows it, with the
 * others beside it. What the viewer cannot show follows its link as usual.
 */
export function useProofViewer(getLines) {
    const viewer = useFileViewer();
    return (ev, line) => {
        const files = viewable(getLines());
        const file = files.find((one) => one.id === line.id);
        if (file) {
            ev.preventDefault();
            viewer.open(file, files);
        }
    };
}

/**
 * What somebody proves his results with: looked at here, or opened by its link, and
 * accepted or refused by who rates them.
 */
export class TeamEvidence extends Component {
    static template = "hr_asn_appraisal.TeamEvidence";
    static props = {lines: Array, reviewed: Function};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.show = useProofViewer(() => this.props.lines);
        this.state = useState({isBusy: false});
    }

    get files() {
        return viewable(this.props.lines);
    }

    /** The link that stands beside a file. */
    beside(line) {
        return line.mimetype && line.link;
    }

    /** Ask for a step with a line as it is shown; refused, it is read anew as well. */
    async ask(line, method) {
        this.state.isBusy = true;
        try {
            const context = {asn_seen: line.seen};
            return await this.orm.call(MODEL, method, [[line.id]], {context});
        } catch (error) {
            this.props.reviewed();
            throw error;
        } finally {
            this.state.isBusy = false;
        }
    }

    async accept(line) {
        await this.ask(line, "action_accept");
        await this.props.reviewed();
    }

    /** Asks for the reason first. */
    async refuse(line) {
        const action = await this.ask(line, "action_open_refuse");
        await this.action.doAction(action, {onClose: () => this.props.reviewed()});
    }
}
