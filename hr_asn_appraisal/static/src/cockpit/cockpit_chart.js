import {Component, onWillStart, useEffect, useRef} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";

// Of standings and of predikat; beside each colour stands its word.
const COLORS = {
    through: "#71639e",
    blocked: "#c0b8d6",
    late: "#d98d1b",
    no_login: "#8f8f94",
    not_due: "#dcdce2",
    sangat_baik: "#1f8a94",
    baik: "#3a9a55",
    butuh_perbaikan: "#d9a21b",
    kurang: "#d9722a",
    sangat_kurang: "#b83232",
};
const ROW_PX = 30;
const FRAME_PX = 80;
const LABEL_SIGNS = 34;
const LABEL_SIGNS_SMALL = 16;

function shortened(text, signs) {
    return text.length > signs ? `${text.slice(0, signs - 1)}…` : text;
}

/**
 * Lying bars, stacked where there are several series, by Odoo's own Chart.js.
 *
 * A series has its label, data and either `key`, its colour, or `keys`, one for each.
 */
export class CockpitChart extends Component {
    static template = "hr_asn_appraisal.CockpitChart";
    static props = {labels: Array, series: Array, hint: {type: String, optional: true}};

    setup() {
        this.canvas = useRef("canvas");
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => {
                const chart = new Chart(this.canvas.el, this.config);
                return () => chart.destroy();
            },
            () => [JSON.stringify([this.props.labels, this.props.series])]
        );
    }

    get height() {
        return FRAME_PX + ROW_PX * this.props.labels.length;
    }

    get config() {
        const {labels, series} = this.props;
        const whole = {precision: 0};
        const signs = this.env.isSmall ? LABEL_SIGNS_SMALL : LABEL_SIGNS;
        return {
            type: "bar",
            data: {
                labels,
                datasets: series.map(({label, data, key, keys}) => ({
                    label,
                    data,
                    backgroundColor: keys
                        ? keys.map((one) => COLORS[one])
                        : COLORS[key],
                    maxBarThickness: 18,
                })),
            },
            options: {
                indexAxis: "y",
                animation: false,
                maintainAspectRatio: false,
                scales: {
                    x: {stacked: true, beginAtZero: true, ticks: whole},
                    y: {
                        stacked: true,
                        grid: {display: false},
                        ticks: {callback: (index) => shortened(labels[index], signs)},
                    },
                },
                plugins: {
                    legend: {display: series.length > 1, position: "bottom"},
                },
            },
        };
    }
}
