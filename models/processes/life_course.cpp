#include "models/processes/life_course.hpp"

#include "models/observation/log_kinds.hpp"
#include "models/processes/circumstances.hpp"
#include "models/processes/help_seeking.hpp"
#include "models/processes/processes.hpp"

namespace meam {

void die(const ResidentStep& m, int cause, int crisis)
{
    for (const int stratum : strata::of(m.model, m.resident)) {
        m.count(m.layout.death_cell(stratum, cause, m.lives_here()));
    }
    m.note(log_kind::died, cause * 256 + crisis + 1);
    end_all_engagements(m, Event::count, Exit::none);
    m.resident.standing = Standing::dead;
    m.resident.ties_changed = true;
    if (m.lives_here()) { // a resident elsewhere left earlier
        m.resident.ended = m.now;
    }
}

bool depart(const ResidentStep& m)
{
    if (m.model.residence.elsewhere >= 0) {
        enter_state(m, m.model.residence.elsewhere, m.model.residence.moved_to);
        return true;
    }
    m.note(log_kind::departed, 0);
    end_all_engagements(m, Event::count, Exit::none);
    m.resident.standing = Standing::departed;
    m.resident.ties_changed = true;
    m.resident.ended = m.now;
    return false;
}

bool step_life(const ResidentStep& m)
{
    Point first;
    int cause = -2;
    each_event(m, ProcessSpec::What::death, ProcessSpec::What::departure,
               [&](const Point& point, const ProcessSpec& end) {
                   if (cause == -2 || point.instant < first.instant) {
                       first = point;
                       cause = end.what == ProcessSpec::What::death ? end.of : -1;
                   }
               });
    if (cause == -2) {
        return true;
    }
    if (cause == -1) {
        return depart(m);
    }
    die(m, cause);
    return false;
}

} // namespace meam
