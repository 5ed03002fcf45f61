import {CharField, charField} from "@web/views/fields/char/char_field";
import {registry} from "@web/core/registry";

// Birth, appointment, sex, serial number; what has not 18 digits is no NIP of today.
const PARTS = /^(\d{8})(\d{6})(\d)(\d{3})$/;

/** A NIP in the groups in which decrees print it; kept and typed without blanks. */
export class AsnNipField extends CharField {
    get formattedValue() {
        return super.formattedValue.replace(PARTS, "$1 $2 $3 $4");
    }
}

registry.category("fields").add("asn_nip", {...charField, component: AsnNipField});
