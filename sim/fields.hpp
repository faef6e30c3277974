#pragma once
// How many fields a plain struct has, counted by the compiler: a list of its fields can then be checked to be complete.

#include <cstddef>
#include <tuple>

namespace meam {
namespace detail {

struct AnyField {
    template <class T> operator T() const; // declared alone: never called
};

} // namespace detail

/// Fields of an aggregate without base classes.
template <class T, class... Initial> consteval std::size_t number_of_fields()
{
    if constexpr (requires { T{Initial{}..., detail::AnyField{}}; }) {
        return number_of_fields<T, Initial..., detail::AnyField>();
    } else {
        return sizeof...(Initial);
    }
}

} // namespace meam
