// SPDX-License-Identifier: MIT
// Models in files.
#pragma once

#include <string>

#include "slope/network/data.hpp"
#include "slope/network/network.hpp"

namespace slope {

/// A network and what its inputs and outputs mean.
template <class T = double> struct Model {
  Network<T> network;
  DataDescription about;
};

/// A model as JSON, with a version and a check sum; every number is read back with the same bits.
/// @throws UsageError if Slope was built without nlohmann-json, or a parameter is not finite
template <class T> std::string to_json(const Model<T>& model);
/// @throws UsageError that says what is wrong: cut off, changed, not a model, of a later version, of another number type
template <class T = double> Model<T> model_from_json(const std::string& text);

/// The same in a file, which is replaced at once: it is written to a temporary file beside it, flushed to the disk and
/// renamed. A crash leaves either the old file or the new one.
/// @throws UsageError as above, or with the path if it cannot be written or read
/// @{
template <class T> void save_model(const std::string& path, const Model<T>& model);
template <class T = double> Model<T> load_model(const std::string& path);
/// @}

/// Replaces a file at once, as described above. @throws UsageError with the path and the system's reason
void write_atomically(const std::string& path, const std::string& content);

extern template std::string to_json(const Model<float>&);
extern template std::string to_json(const Model<double>&);
extern template Model<float> model_from_json(const std::string&);
extern template Model<double> model_from_json(const std::string&);
extern template void save_model(const std::string&, const Model<float>&);
extern template void save_model(const std::string&, const Model<double>&);
extern template Model<float> load_model(const std::string&);
extern template Model<double> load_model(const std::string&);

}  // namespace slope
