import {useEnv, useSubEnv} from "@odoo/owl";

// How the fields of what is chosen begin.
const DRAFT = "draft_";

/** When each chosen row was changed last, as it is shown; by its id. */
function shownMoments(list) {
    return Object.fromEntries(
        list.selection.map((row) => [row.resId, row.evalContext.write_date])
    );
}

/**
 * Let the buttons of a list say what it shows of the rows they are for: what was changed
 * since then is not answered unseen. The list has the field write_date.
 *
 * @param {Function} getList returns the list
 */
export function useShownMoments(getList) {
    const press = useEnv().onClickViewButton;
    const shown = (params) => ({
        ...params,
        context: {...params.context, asn_seen: shownMoments(getList())},
    });
    useSubEnv({
        onClickViewButton: (params) =>
            press({...params, getResParams: () => shown(params.getResParams())}),
    });
}

/** Say with what is chosen of a rating which one the screen shows: M35. */
export function useShownDraft({hooks}) {
    const before = hooks.onWillSaveRecord;
    hooks.onWillSaveRecord = (record, changes) => {
        if (Object.keys(changes).some((name) => name.startsWith(DRAFT))) {
            changes.draft_seen = record.data.draft_seen || false;
        }
        return before(record, changes);
    };
}
