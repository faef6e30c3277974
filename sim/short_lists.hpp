#pragma once
// Containers for lists that are short always or nearly always.

#include <boost/container/small_vector.hpp>
#include <boost/container/static_vector.hpp>
#include <boost/container/vector.hpp>

#include <cstddef>
#include <cstdint>

namespace meam {

/// Up to n elements are stored inline, without allocation; longer lists are allocated.
template <class T, std::size_t n> using ShortList = boost::container::small_vector<T, n>;

/// At most n elements, all stored inline.
template <class T, std::size_t n> using BoundedList = boost::container::static_vector<T, n>;

/// A vector with a 16-bit size, below 65,536 elements. Saves memory where very many objects each contain a list that is
/// nearly always empty.
template <class T>
using CompactVector =
    boost::container::vector<T, void, boost::container::vector_options_t<boost::container::stored_size<std::uint16_t>>>;

} // namespace meam
