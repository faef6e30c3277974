#pragma once
// Lists that are short nearly always, or always, and lie where they are made: no memory is asked for.

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>

#include <cstddef>

namespace meam {

/// Up to n elements in place; more of them elsewhere.
template <class T, std::size_t n> using ShortList = boost::container::small_vector<T, n>;

/// Never more than n elements.
template <class T, std::size_t n> using BoundedList = boost::container::static_vector<T, n>;

} // namespace meam
