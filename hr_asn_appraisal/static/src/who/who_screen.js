import {AsnWho} from "./who";
import {ControlPanel} from "@web/search/control_panel/control_panel";
import {Layout} from "@web/search/layout";
import {patch} from "@web/core/utils/patch";

// Every screen of many lines asks it by itself, whatever kind of view it is: in the
// control panel, on a phone in the last line. A page that is no view of a model names
// one: `useSubEnv({asnScreen: model})`.
const OURS = "hr.asn.";
// It asks of its record, by the widget.
const OF_ONE = "form";

/** The model of a screen; none where records are only chosen, as in a dialog. */
function screenModel({asnScreen, config, inDialog, searchModel}) {
    const shown = config?.viewType === OF_ONE ? null : searchModel?.resModel;
    const model = asnScreen || shown;
    return !inDialog && model?.startsWith(OURS) ? model : null;
}

for (const Part of [ControlPanel, Layout]) {
    patch(Part, {components: {...Part.components, AsnWho}});
    patch(Part.prototype, {
        get asnModel() {
            return screenModel(this.env);
        },
    });
}
