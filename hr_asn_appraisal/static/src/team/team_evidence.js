import {Component} from "@odoo/owl";
import {FileModel} from "@web/core/file_viewer/file_model";
import {_t} from "@web/core/l10n/translation";
import {useBus, useService} from "@web/core/utils/hooks";
import {useFileViewer} from "@web/core/file_viewer/file_viewer_hook";

// A key of the list asks for it.
export const SHOW_EVIDENCE = "ASN:SHOW-EVIDENCE";

/** A proof as Odoo's viewer takes it: it stands at its own address. */
class Proof extends FileModel {
    get urlRoute() {
        return this.address;
    }
}

/** What somebody proves his results with: looked at here, or opened by its link. */
export class TeamEvidence extends Component {
    static template = "hr_asn_appraisal.TeamEvidence";
    static props = {lines: Array};

    setup() {
        this.notification = useService("notification");
        this.viewer = useFileViewer();
        useBus(this.env.bus, SHOW_EVIDENCE, () => this.showFirst());
    }

    get files() {
        return this.props.lines
            .map(({id, name, mimetype, url}) =>
                Object.assign(new Proof(), {id, name, mimetype, address: url})
            )
            .filter((file) => file.isViewable);
    }

    /** What the viewer cannot show follows its link as usual. */
    show(ev, line) {
        const {files} = this;
        const file = files.find((one) => one.id === line.id);
        if (file) {
            ev.preventDefault();
            this.viewer.open(file, files);
        }
    }

    showFirst() {
        const {files} = this;
        if (files.length) {
            this.viewer.open(files[0], files);
        } else {
            const told = _t("There is no evidence that can be looked at here.");
            this.notification.add(told, {type: "info"});
        }
    }
}
