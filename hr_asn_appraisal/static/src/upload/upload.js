import {Component, useState} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {Dropdown} from "@web/core/dropdown/dropdown";
import {DropdownItem} from "@web/core/dropdown/dropdown_item";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {BinaryField, binaryField} from "@web/views/fields/binary/binary_field";
import {FileUploader} from "@web/views/fields/file_handler";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** An empty file is called empty, and what stood there before stays. */
export class FilledFileUploader extends FileUploader {
    async onFileChange(ev) {
        const empty = [...ev.target.files].find((file) => !file.size);
        if (!empty) {
            return super.onFileChange(ev);
        }
        ev.target.value = null;
        const text = _t("The file %s is empty. Choose another file.", empty.name);
        this.notification.add(text, {type: "danger"});
    }
}

/** A file that is looked at as soon as it is chosen: nothing is written by that. */
export class CheckedFileField extends BinaryField {
    static components = {...BinaryField.components, FileUploader: FilledFileUploader};

    async update(file) {
        await super.update(file);
        const {record} = this.props;
        if (!file.data || !(await record.checkValidity({displayNotification: true}))) {
            return;
        }
        await this.env.onClickViewButton({
            clickParams: {name: "action_check", type: "object"},
            getResParams: () => ({
                resModel: record.resModel,
                resId: record.resId,
                resIds: record.resIds,
                context: record.context,
                evalContext: record.evalContext,
            }),
        });
    }
}

registry.category("fields").add("asn_checked_file", {
    ...binaryField,
    component: CheckedFileField,
});

/** The headings of a file, each with the column it is taken for, to be chosen anew. */
export class ColumnsField extends Component {
    static template = "hr_asn_appraisal.ColumnsField";
    static components = {Dropdown, DropdownItem};
    static props = {...standardFieldProps};

    setup() {
        this.orm = useService("orm");
        this.state = useState({isBusy: false});
    }

    get columns() {
        return this.props.record.data[this.props.name] || {headings: [], choices: []};
    }

    get hasOpen() {
        return this.columns.headings.some((heading) => heading.open);
    }

    label(heading) {
        return heading.label || _t("ignore");
    }

    /** The form itself is never edited: who may start the run may choose. */
    isReadonly() {
        const allowed = this.props.record.data.asn_can || "";
        return this.state.isBusy || !allowed.split(" ").includes("start");
    }

    async choose(heading, key) {
        const {record} = this.props;
        if (key === heading.key && !heading.open) {
            return;
        }
        this.state.isBusy = true;
        try {
            const args = [[record.resId], heading.place, key];
            await this.orm.call(record.resModel, "action_map", args);
        } finally {
            this.state.isBusy = false;
            await record.load();
        }
    }
}

registry.category("fields").add("asn_columns", {
    component: ColumnsField,
    displayName: _t("Columns of a File"),
    supportedTypes: ["json"],
});
