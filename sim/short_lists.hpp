#pragma once
// Lists that are short nearly always, or always.

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <boost/container/vector.hpp>

#include <cstddef>
#include <cstdint>

namespace meam {

/// Up to n elements in place, where no memory is asked for; more of them elsewhere.
template <class T, std::size_t n> using ShortList = boost::container::small_vector<T, n>;

/// Never more than n elements, all in place.
template <class T, std::size_t n> using BoundedList = boost::container::static_vector<T, n>;

/// All elsewhere, counted in two bytes: where a great many hold one that is nearly always empty. Below 65,536 elements.
template <class T>
using CompactVector =
    boost::container::vector<T, void, boost::container::vector_options_t<boost::container::stored_size<std::uint16_t>>>;

} // namespace meam
