// Draws the service graph of one or two scenarios as SVG. Positions come from Graphviz (drawing/layout.hpp); the style
// is defined here.

#include "analysis/drawing/labels.hpp"
#include "analysis/drawing/layout.hpp"
#include "analysis/drawing/lettering.hpp"
#include "analysis/service_graph.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace meam::analysis {
namespace {

constexpr double name_size = 17, figure_size = 14, route_size = 14, heading_size = 26, title_size = 30; ///< [px]
constexpr double name_line = 21, figure_line = 18, route_line = 16;                                     ///< [px]
constexpr double band = 16, padding = 9, margin = 28, gap = 56, widest_name = 185;
constexpr double legend_size = 16; ///< [px]
constexpr double most_width = 5.0; ///< of an arrow [px]

const std::vector<std::string> colours{"#cfe3f5", "#fbe3b5", "#cdeadd", "#f6d3c3", "#e7d4ea", "#f4f0b8",
                                       "#dedede", "#f3cfdd", "#c9ecf0", "#e3e0d0", "#d8e6b8", "#dcd7f3"};
constexpr const char* ink = "#1a1a1a";
constexpr const char* line_colour = "#6b6b6b";
constexpr const char* fresh_colour = "#0b4f9e"; ///< elements that only the second scenario has
constexpr const char* warning_colour = "#9b1c1c";

/// Fill patterns for the bands of agencies, each a tile of 8 px.
const std::vector<std::string> tiles{
    "<path d='M0 8L8 0' STROKE/>",
    "<path d='M0 0L8 8' STROKE/>",
    "<path d='M0 4H8' STROKE/>",
    "<path d='M4 0V8' STROKE/>",
    "<circle cx='4' cy='4' r='2' fill='#333'/>",
    "<path d='M0 4H8M4 0V8' STROKE/>",
    "<path d='M0 8L8 0M0 0L8 8' STROKE/>",
    "<rect width='4' height='4' fill='#333'/><rect x='4' y='4' width='4' height='4' fill='#333'/>",
};

struct Style {
    const char* dash;
    bool hollow;
    const char* words;
};

Style style_of(EdgeKind kind)
{
    switch (kind) {
    case EdgeKind::step_down:
        return {"9 5", false, "sent on when help there has ended"};
    case EdgeKind::signpost:
        return {"2 5", true, "signposted: informed where to ask, without a referral"};
    case EdgeKind::draw:
        return {"", true, "brought in by the hub, without another assessment"};
    case EdgeKind::escalate:
        return {"14 4 3 4", false, "sent on when a need becomes acute"};
    case EdgeKind::enforce:
        return {"3 3", false, "sent to enforcement"};
    default:
        return {"", false, "referred on"};
    }
}

/// A name for people: "nhs_acute" becomes "NHS acute". Words without a vowel are taken as initials.
std::string spoken(const std::string& name)
{
    std::string text;
    for (std::size_t from = 0; from < name.size();) {
        const auto end = std::min(name.find('_', from), name.size());
        auto word = name.substr(from, end - from);
        if (word.find_first_of("aeiouy") == std::string::npos) {
            std::transform(word.begin(), word.end(), word.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        }
        text += (text.empty() ? "" : " ") + word;
        from = end + 1;
    }
    return text;
}

/// Collects SVG text and the extent of all labels.
class Paper {
public:
    Drawing drawing;

    void write(const std::string& text, double x, double y, double size, const char* colour, bool bold = false,
               int box = -1, bool centred = false)
    {
        const double width = text_width(text, size, bold);
        const double left = centred ? x - width / 2 : x;
        drawing.labels.push_back({text, {left, y - size * 0.78, width, size}, box});
        out +=
            fmt::format("<text x='{:.1f}' y='{:.1f}' font-size='{:.0f}' fill='{}'{}{}>{}</text>\n", x, y, size, colour,
                        bold ? " font-weight='bold'" : "", centred ? " text-anchor='middle'" : "", xml_escaped(text));
    }

    std::string out;
};

std::string a_week(double rate)
{
    return rate >= 9.95    ? fmt::format("{:.0f}", rate)
           : rate >= 0.095 ? fmt::format("{:.1f}", rate)
                           : fmt::format("{:.2f}", rate);
}

struct Box {
    std::vector<std::string> name;
    std::vector<std::pair<std::string, bool>> figures; ///< text, and whether it is a warning
    BoxSize size;
};

/// Positions of boxes and arrows, equal in both panels, so that the panels differ only in their content.
class Plan {
public:
    explicit Plan(const GraphPair& pair) : model_(pair.model), index(pair.model.services.size(), -1)
    {
        std::vector<const graph::ScenarioReport*> reports{&pair.baseline};
        if (pair.other != nullptr) {
            reports.push_back(pair.other);
        }
        for (std::size_t s = 0; s < model_.services.size(); ++s) {
            BoxSize size;
            for (const auto* report : reports) {
                if (shown(*report, static_cast<ServiceId>(s))) {
                    const auto box = box_of(*report, static_cast<ServiceId>(s));
                    size = {std::max(size.width, box.size.width), std::max(size.height, box.size.height)};
                }
            }
            if (size.width > 0.0) {
                index[s] = static_cast<int>(boxes.size());
                services.push_back(static_cast<ServiceId>(s));
                boxes.push_back(size);
            }
        }
        for (std::size_t e = 0; e < model_.edges.size(); ++e) {
            const auto& edge = model_.edges[e];
            ArrowSpec spec;
            bool drawn = false;
            for (const auto* report : reports) {
                if (shown(*report, static_cast<EdgeId>(e), edge)) {
                    const auto label = label_of(*report, static_cast<EdgeId>(e));
                    spec.label = {std::max(spec.label.width, label_width(label)),
                                  std::max(spec.label.height, label_height(label))};
                    drawn = true;
                    most_sent = std::max(most_sent, report->edges[e].load.sent);
                }
            }
            if (drawn) {
                spec.from = index[static_cast<std::size_t>(edge.from)];
                spec.to = index[static_cast<std::size_t>(edge.to)];
                edges.push_back(static_cast<EdgeId>(e));
                arrows.push_back(spec);
            }
        }
        layout = laid_out(boxes, arrows);
        place_labels(layout, boxes, arrows);
    }

    [[nodiscard]] bool shown(const graph::ScenarioReport& report, ServiceId s) const
    {
        return report.services[static_cast<std::size_t>(s)].open &&
               !model_.services[static_cast<std::size_t>(s)].placebo();
    }
    [[nodiscard]] bool shown(const graph::ScenarioReport& report, EdgeId e, const Edge& edge) const
    {
        return edge.from >= 0 && edge.kind != EdgeKind::share && report.edges[static_cast<std::size_t>(e)].open &&
               shown(report, edge.from) && shown(report, edge.to);
    }

    [[nodiscard]] Box box_of(const graph::ScenarioReport& report, ServiceId id) const;
    [[nodiscard]] std::vector<std::string> label_of(const graph::ScenarioReport& report, EdgeId id) const;

    static double label_width(const std::vector<std::string>& label)
    {
        double width = 0.0;
        for (const auto& line : label) {
            width = std::max(width, text_width(line, route_size, false) + 8);
        }
        return width;
    }
    static double label_height(const std::vector<std::string>& label)
    {
        return label.empty() ? 0.0 : route_line * static_cast<double>(label.size()) + 4;
    }

private:
    const Model& model_;

public:
    std::vector<int> index; ///< by service: index of its box; -1: not drawn
    std::vector<ServiceId> services;
    std::vector<BoxSize> boxes;
    std::vector<EdgeId> edges;
    std::vector<ArrowSpec> arrows;
    DrawingLayout layout;
    double most_sent = 0.0;
};

Box Plan::box_of(const graph::ScenarioReport& report, ServiceId id) const
{
    const auto& service = model_.services[static_cast<std::size_t>(id)];
    const auto& load = report.services[static_cast<std::size_t>(id)].load;
    Box box;
    box.name = wrapped(service.label, name_size, true, widest_name);
    if (load.asks >= 0.005) {
        box.figures.emplace_back(a_week(load.asks) + " a week ask here", false);
    }
    if (load.crises >= 0.005) {
        box.figures.emplace_back(a_week(load.crises) + " crises a week", false);
    }
    if (load.places >= 0.0 && (load.admissions >= 0.005 || load.places > 0.0)) {
        box.figures.emplace_back(
            (load.admissions >= 0.005 ? a_week(load.admissions) + " to admit, room for " : std::string("room for ")) +
                a_week(load.places),
            false);
    }
    if (const double wait = load.wait(); wait > 0.0) {
        box.figures.emplace_back(std::isfinite(wait)
                                     ? fmt::format("wait {:.0f} {}", std::max(1.0, wait), wait < 1.5 ? "week" : "weeks")
                                     : std::string("wait without end"),
                                 true);
    }
    double width = 0.0;
    for (const auto& line : box.name) {
        width = std::max(width, text_width(line, name_size, true));
    }
    for (const auto& [text, warns] : box.figures) {
        width = std::max(width, text_width(text, figure_size, warns));
    }
    box.size.width = std::ceil(band + 2 * padding + width);
    box.size.height = std::ceil(2 * padding + name_line * static_cast<double>(box.name.size()) +
                                figure_line * static_cast<double>(box.figures.size()));
    return box;
}

std::vector<std::string> Plan::label_of(const graph::ScenarioReport& report, EdgeId id) const
{
    const auto& edge = model_.edges[static_cast<std::size_t>(id)];
    const auto& figures = report.edges[static_cast<std::size_t>(id)];
    if (edge.kind == EdgeKind::signpost) {
        return {};
    }
    std::vector<std::string> label{fmt::format("{:.0f} {}", figures.weeks, figures.weeks == 1.0 ? "week" : "weeks")};
    if (figures.lost >= 0.005) {
        label.push_back(fmt::format("{:.0f} % lost", figures.lost * 100));
    }
    return label;
}

class Panel {
public:
    Panel(const Plan& plan, const Model& model, const graph::ScenarioReport& report,
          const graph::ScenarioReport* before)
        : plan_(plan), model_(model), report_(report), before_(before)
    {}

    [[nodiscard]] double width() const
    {
        return std::max(plan_.layout.width, text_width(report_.label, heading_size, true));
    }
    [[nodiscard]] double height() const { return plan_.layout.height + heading_size + 22; }
    [[nodiscard]] int shared() const
    {
        int pairs = 0;
        for (std::size_t e = 0; e < model_.edges.size(); ++e) {
            pairs += model_.edges[e].kind == EdgeKind::share && report_.edges[e].open ? 1 : 0;
        }
        return pairs;
    }

    void draw(Paper& paper, double x, double y) const
    {
        paper.out += fmt::format("<g role='group' aria-label='{}'>\n", xml_escaped(report_.label));
        paper.write(report_.label, x, y + heading_size * 0.8, heading_size, ink, true);
        y += heading_size + 22;
        std::vector<std::size_t> routes;
        for (std::size_t r = 0; r < plan_.edges.size(); ++r) {
            if (plan_.shown(report_, plan_.edges[r], model_.edges[static_cast<std::size_t>(plan_.edges[r])])) {
                routes.push_back(r);
            }
        }
        for (const auto r : routes) {
            draw_arrow(paper, r, x, y);
        }
        for (std::size_t b = 0; b < plan_.services.size(); ++b) {
            if (plan_.shown(report_, plan_.services[b])) {
                draw_box(paper, b, x, y);
            }
        }
        for (const auto r : routes) { // labels are drawn above all lines
            const auto label = plan_.label_of(report_, plan_.edges[r]);
            const auto at = plan_.layout.arrows[r].label;
            if (!label.empty()) {
                const double width = Plan::label_width(label) - 2, height = Plan::label_height(label) - 2;
                paper.out += fmt::format("<rect x='{:.1f}' y='{:.1f}' width='{:.1f}' height='{:.1f}' rx='4' "
                                         "fill='#fff' fill-opacity='0.9'/>",
                                         x + at.x - width / 2, y + at.y - height / 2, width, height);
            }
            double line = at.y - route_line * static_cast<double>(label.size()) / 2 + route_size * 0.85;
            for (const auto& text : label) {
                paper.write(text, x + at.x, y + line, route_size, fresh(plan_.edges[r]) ? fresh_colour : ink, false, -1,
                            true);
                line += route_line;
            }
        }
        paper.out += "</g>\n";
    }

private:
    [[nodiscard]] bool fresh(EdgeId e) const
    {
        return before_ != nullptr && !before_->edges[static_cast<std::size_t>(e)].open;
    }

    void draw_arrow(Paper& paper, std::size_t r, double x, double y) const
    {
        const auto& arrow = plan_.layout.arrows[r];
        const auto& edge = model_.edges[static_cast<std::size_t>(plan_.edges[r])];
        const auto& figures = report_.edges[static_cast<std::size_t>(plan_.edges[r])];
        if (arrow.curve.empty()) {
            return;
        }
        const auto style = style_of(edge.kind);
        const char* colour = fresh(plan_.edges[r]) ? fresh_colour : line_colour;
        const double width =
            1.3 + (plan_.most_sent > 0.0 ? (most_width - 1.3) * std::sqrt(figures.load.sent / plan_.most_sent) : 0);
        const auto& from = model_.services[static_cast<std::size_t>(edge.from)].label;
        const auto& to = model_.services[static_cast<std::size_t>(edge.to)].label;
        paper.out += fmt::format("<g><title>{} to {}: {}; {:.2f} a week sent, {:.2f} lost</title>", xml_escaped(from),
                                 xml_escaped(to), style.words, figures.load.sent, figures.load.lost);
        std::string path = fmt::format("M{:.1f} {:.1f}", x + arrow.curve[0].x, y + arrow.curve[0].y);
        for (std::size_t k = 1; k + 2 < arrow.curve.size(); k += 3) {
            path += fmt::format("C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", x + arrow.curve[k].x,
                                y + arrow.curve[k].y, x + arrow.curve[k + 1].x, y + arrow.curve[k + 1].y,
                                x + arrow.curve[k + 2].x, y + arrow.curve[k + 2].y);
        }
        paper.out += fmt::format("<path d='{}' fill='none' stroke='{}' stroke-width='{:.1f}'{}/>", path, colour, width,
                                 *style.dash != '\0' ? fmt::format(" stroke-dasharray='{}'", style.dash) : "");
        const auto last = arrow.curve.back();
        const double dx = arrow.tip.x - last.x, dy = arrow.tip.y - last.y;
        const double length = std::max(1e-6, std::hypot(dx, dy));
        const double half = 4.0 + width / 2;
        paper.out += fmt::format(
            "<path d='M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}Z' fill='{}' stroke='{}' stroke-width='1.2'/></g>\n",
            x + arrow.tip.x, y + arrow.tip.y, x + last.x - dy / length * half, y + last.y + dx / length * half,
            x + last.x + dy / length * half, y + last.y - dx / length * half, style.hollow ? "#fff" : colour, colour);
    }

    void draw_box(Paper& paper, std::size_t b, double x, double y) const
    {
        const auto id_of = plan_.services[b];
        auto box = plan_.box_of(report_, id_of);
        box.size = plan_.boxes[b];
        const bool fresh = before_ != nullptr && !before_->services[static_cast<std::size_t>(id_of)].open;
        const auto& service = model_.services[static_cast<std::size_t>(id_of)];
        const double left = x + plan_.layout.boxes[b].x - box.size.width / 2,
                     top = y + plan_.layout.boxes[b].y - box.size.height / 2;
        const int id = static_cast<int>(paper.drawing.boxes.size());
        paper.drawing.boxes.push_back({left, top, box.size.width, box.size.height});
        const int agency = service.agency_index;
        paper.out +=
            fmt::format("<g><title>{}: {}</title>", xml_escaped(service.label), xml_escaped(spoken(service.agency)));
        paper.out +=
            fmt::format("<rect x='{0:.1f}' y='{1:.1f}' width='{2:.1f}' height='{3:.1f}' rx='5' fill='{4}'/>"
                        "<rect x='{0:.1f}' y='{1:.1f}' width='{5:.0f}' height='{3:.1f}' fill='url(#agency{6})'/>"
                        "<rect x='{0:.1f}' y='{1:.1f}' width='{2:.1f}' height='{3:.1f}' rx='5' fill='none' "
                        "stroke='{7}' stroke-width='{8}'/>\n",
                        left, top, box.size.width, box.size.height, agency_colour(agency), band, agency,
                        fresh ? fresh_colour : "#333", fresh ? "3" : "1.2");
        double line = top + padding + name_size * 0.85;
        for (const auto& text : box.name) {
            paper.write(text, left + band + padding, line, name_size, ink, true, id);
            line += name_line;
        }
        line -= name_line - figure_line - 1;
        for (const auto& [text, warns] : box.figures) {
            paper.write(text, left + band + padding, line, figure_size, warns ? warning_colour : ink, warns, id);
            line += figure_line;
        }
        paper.out += "</g>\n";
    }

    const Plan& plan_;
    const Model& model_;
    const graph::ScenarioReport& report_;
    const graph::ScenarioReport* before_;
};

/// Places items from left to right and starts a new line when the width is exceeded.
class Row {
public:
    Row(double left, double right, double top, double line) : left_(left), right_(right), x_(left), y(top), line_(line)
    {}
    double place(double width)
    {
        if (x_ > left_ && x_ + width > right_) {
            next();
        }
        const double at = x_;
        x_ += width + 26;
        return at;
    }
    void next()
    {
        x_ = left_;
        y += line_;
    }

private:
    double left_, right_, x_;

public:
    double y;

private:
    double line_;
};

/// Draws the legend. @return y of its lower end
double legend(Paper& paper, const GraphPair& pair, double left, double right, double top, int shared)
{
    const auto& model = pair.model;
    std::set<int> agencies;
    std::set<EdgeKind> kinds;
    const auto gather = [&](const graph::ScenarioReport& report) {
        for (std::size_t s = 0; s < model.services.size(); ++s) {
            if (report.services[s].open && !model.services[s].placebo()) {
                agencies.insert(model.services[s].agency_index);
            }
        }
        for (std::size_t e = 0; e < model.edges.size(); ++e) {
            if (report.edges[e].open && model.edges[e].from >= 0 && model.edges[e].kind != EdgeKind::share) {
                kinds.insert(model.edges[e].kind);
            }
        }
    };
    gather(pair.baseline);
    if (pair.other != nullptr) {
        gather(*pair.other);
    }
    Row row(left, right, top, 28);
    for (const int agency : agencies) {
        const auto name = spoken(model.agencies[static_cast<std::size_t>(agency)]);
        const double x = row.place(44 + text_width(name, legend_size, false));
        paper.out += fmt::format("<rect x='{0:.1f}' y='{1:.1f}' width='36' height='18' fill='{2}'/><rect x='{0:.1f}' "
                                 "y='{1:.1f}' width='16' height='18' fill='url(#agency{3})'/><rect x='{0:.1f}' "
                                 "y='{1:.1f}' width='36' height='18' fill='none' stroke='#333'/>\n",
                                 x, row.y, agency_colour(agency), agency);
        paper.write(name, x + 44, row.y + 15, legend_size, ink);
    }
    row.next();
    row.y += 6;
    std::set<std::string> said;
    for (const auto kind : kinds) {
        const auto style = style_of(kind);
        if (!said.insert(style.words).second) {
            continue;
        }
        const double x = row.place(64 + text_width(style.words, legend_size, false));
        paper.out += fmt::format(
            "<path d='M{:.1f} {:.1f}h44' stroke='{}' stroke-width='2'{}/><path d='M{:.1f} {:.1f}l-9 "
            "-4.5v9z' fill='{}' stroke='{}'/>\n",
            x, row.y + 9, line_colour, *style.dash != '\0' ? fmt::format(" stroke-dasharray='{}'", style.dash) : "",
            x + 54, row.y + 9, style.hollow ? "#fff" : line_colour, line_colour);
        paper.write(style.words, x + 64, row.y + 15, legend_size, ink);
    }
    if (pair.other != nullptr) {
        const std::string words = "only in " + pair.other->label;
        const double x = row.place(64 + text_width(words, legend_size, false));
        paper.out +=
            fmt::format("<path d='M{:.1f} {:.1f}h54' stroke='{}' stroke-width='3'/>\n", x, row.y + 9, fresh_colour);
        paper.write(words, x + 64, row.y + 15, legend_size, fresh_colour);
    }
    row.next();
    row.y += 6;
    std::vector<std::string> notes{
        "On an arrow: the weeks it takes, and how many of a hundred sent that way are lost. The thicker, the more are "
        "sent in a week.",
        "In a box: who asks there or is taken there in a crisis; how many a week would be admitted if there were "
        "always "
        "a place, and for how many there is room in the long run; the wait at which as many give up as there is no "
        "room "
        "for.",
        "Expected at the start, over all residents of the place. Many numbers behind it are assumed: what it shows is "
        "what "
        "these assumptions mean, and no count."};
    if (shared > 0 && pair.other != nullptr) {
        notes.push_back(fmt::format("Not drawn: in {}, {} pairs of services also share what they learn.",
                                    pair.other->label, shared));
    }
    if (auto left_out = sent_by_events(pair.model); !left_out.empty()) {
        notes.push_back(std::move(left_out));
    }
    for (const auto& note : notes) {
        for (const auto& line : wrapped(note, legend_size, false, right - left)) {
            paper.write(line, left, row.y + 15, legend_size, ink);
            row.y += 23;
        }
    }
    return row.y;
}

std::string patterns(const Model& model)
{
    std::string out = "<defs>\n";
    for (std::size_t a = 0; a < model.agencies.size(); ++a) {
        auto tile = tiles[a % tiles.size()];
        for (auto at = tile.find("STROKE"); at != std::string::npos; at = tile.find("STROKE")) {
            tile.replace(at, 6, "stroke='#333' stroke-width='1.4' fill='none'");
        }
        out += fmt::format("<pattern id='agency{}' width='8' height='8' patternUnits='userSpaceOnUse'><rect width='8' "
                           "height='8' fill='{}'/>{}</pattern>\n",
                           a, agency_colour(static_cast<int>(a)), tile);
    }
    return out + "</defs>\n";
}

} // namespace

std::string agency_colour(int agency)
{
    return colours[static_cast<std::size_t>(agency) % colours.size()];
}

Drawing graph_drawing(const GraphPair& pair, const std::string& title)
{
    const Plan plan(pair);
    const Panel first(plan, pair.model, pair.baseline, nullptr);
    std::vector<Panel> second;
    if (pair.other != nullptr) {
        second.emplace_back(plan, pair.model, *pair.other, &pair.baseline);
    }
    // beside each other or one below the other, whichever is closer to the proportions of a sheet of paper
    const double across = first.width() + (second.empty() ? 0 : gap + second[0].width());
    const double tall = second.empty() ? first.height() : std::max(first.height(), second[0].height());
    const double stacked_width = second.empty() ? across : std::max(first.width(), second[0].width());
    const double stacked_height = first.height() + (second.empty() ? 0 : gap + second[0].height());
    const auto misfit = [](double width, double height) { return std::fabs(std::log(width / height / 1.414)); };
    const bool beside = misfit(across, tall) <= misfit(stacked_width, stacked_height);

    Paper paper;
    const double inner = std::max({beside ? across : stacked_width, 900.0, text_width(title, title_size, true)});
    const double right = margin + inner;
    double y = margin;
    paper.write(title, margin, y + title_size * 0.8, title_size, ink, true);
    y += title_size + 26;
    first.draw(paper, margin, y);
    if (!second.empty()) {
        second[0].draw(paper, beside ? margin + first.width() + gap : margin, beside ? y : y + first.height() + gap);
    }
    y += (beside ? tall : stacked_height) + 34;
    const double bottom = legend(paper, pair, margin, right, y, second.empty() ? first.shared() : second[0].shared());
    auto& drawing = paper.drawing;
    drawing.width = right + margin;
    drawing.height = bottom + margin;
    const std::string words =
        pair.other == nullptr ? pair.baseline.label : pair.baseline.label + " beside " + pair.other->label;
    drawing.svg =
        fmt::format("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0:.0f} {1:.0f}' width='{0:.0f}' "
                    "height='{1:.0f}' role='img' aria-labelledby='title desc' font-family=\"'DejaVu Sans', Verdana, "
                    "Arial, sans-serif\">\n<title id='title'>{2}</title>\n<desc id='desc'>Services as boxes by agency, "
                    "routes between them as arrows with delays and losses: {3}.</desc>\n",
                    drawing.width, drawing.height, xml_escaped(title), xml_escaped(words)) +
        patterns(pair.model) + "<rect width='100%' height='100%' fill='#fff'/>\n" + paper.out + "</svg>\n";
    return drawing;
}

} // namespace meam::analysis
