import {Component, onMounted, onWillStart, useState} from "@odoo/owl";
import {useBus, useService} from "@web/core/utils/hooks";
import {Domain} from "@web/core/domain";

/**
 * In which posts the user acts today: a band for each, whose button shows the people
 * of that post alone; and for whom he rates. Nothing for who does not act.
 */
export class ActingBand extends Component {
    static template = "hr_asn_appraisal.ActingBand";
    static props = {};

    setup() {
        const orm = useService("orm");
        this.search = this.env.searchModel;
        this.state = useState({posts: [], sentences: []});
        onWillStart(async () => {
            [this.state.posts, this.state.sentences] = await Promise.all([
                orm.call("hr.asn.evaluation", "acting_posts"),
                orm.call("hr.asn.delegation", "bands", ["rating"]),
            ]);
        });
        useBus(this.search, "update", () => this.render());
        onMounted(() => this.begin());
    }

    /**
     * Who acts in one post begins with its people if somebody of them waits; what he
     * chose then stays so, and a search that he has saved is his choice, too.
     */
    begin() {
        const [post, ...others] = this.state.posts;
        const hasSaved = this.search.facets.some(({type}) => type === "favorite");
        if (post?.waits && !others.length && !hasSaved && !this.filterOf(post)) {
            this.toggle(post);
        }
    }

    /** The filter of a post as it stands in the search box, if it was used. */
    filterOf({id}) {
        const items = Object.values(this.search.searchItems);
        return items.find((item) => item.asnPost === id);
    }

    isAlone(post) {
        const filter = this.filterOf(post);
        return this.search.query.some((one) => one.searchItemId === filter?.id);
    }

    /** Nobody is of two posts: another one that was shown alone is so no longer. */
    toggle(post) {
        const others = this.state.posts.filter(
            (one) => one.id !== post.id && this.isAlone(one)
        );
        for (const one of [...others, post]) {
            const filter = this.filterOf(one);
            if (filter) {
                this.search.toggleSearchItem(filter.id);
            } else {
                this.search.createNewFilters([
                    {
                        description: one.filter,
                        domain: new Domain(one.domain).toString(),
                        asnPost: one.id,
                    },
                ]);
            }
        }
    }
}
