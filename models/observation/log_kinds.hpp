#pragma once
// Kinds of line in the event log, and the meaning of their detail.

#include <cstdint>
#include <string>
#include <vector>

namespace meam::log_kind {

inline constexpr std::int16_t need = 0;     ///< detail: need * 4 + severity
inline constexpr std::int16_t move = 1;     ///< detail: circumstance * 256 + state
inline constexpr std::int16_t crisis = 2;   ///< detail: crisis * 4 + last of happened, disclosed, recorded, acted on
inline constexpr std::int16_t desk = 3;     ///< detail: service * 64 + event
inline constexpr std::int16_t died = 4;     ///< detail: cause * 256 + crisis + 1 (0: no crisis)
inline constexpr std::int16_t departed = 5; ///< detail: 0
inline constexpr std::int16_t arrived = 6;  ///< detail: 0
inline constexpr std::int16_t contact = 7;  ///< detail: ((purpose * 32 + channel) * 2 + met) * 256 + earlier contacts
inline const std::vector<std::string> labels{"need", "move",     "crisis",  "desk",
                                             "died", "departed", "arrived", "contact"};

} // namespace meam::log_kind
