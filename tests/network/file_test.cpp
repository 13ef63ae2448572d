// SPDX-License-Identifier: MIT
// Models and checkpoints in files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "scratch.hpp"
#include "slope/network/model_file.hpp"
#include "slope/network/train.hpp"

namespace slope {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

template <class F> std::string refusal(const F& f) {
  try {
    f();
  } catch (const UsageError& error) {
    return error.what();
  }
  return "accepted";
}

template <class T> Model<T> trained() {
  const Dataset data = class_data({{0.1, 3}, {0.2, 1}, {0.7, 2}, {1e-9, 2.5}}, {0, 1, 2, 1}, 3);
  Model<T> model{Network<T>({2, 3, 3}, {.activation = "gelu"}), data.about};
  train(model.network, data, {.epochs = 3});
  model.about.classes[1] = "two \"quoted\"\nlines, and a ü";
  return model;
}

template <class T> void expect_round_trip() {
  Model<T> model = trained<T>();
  // Numbers at the ends.
  model.network.parameters()[0] = std::numeric_limits<T>::denorm_min();
  model.network.parameters()[1] = -std::numeric_limits<T>::max();
  model.network.parameters()[2] = T(-0.0);
  const Scratch scratch;
  save_model(scratch.file("model.json"), model);
  const Model<T> read = load_model<T>(scratch.file("model.json"));
  ASSERT_EQ(read.network.parameters().size(), model.network.parameters().size());
  for (std::size_t i = 0; i < read.network.parameters().size(); ++i) {
    EXPECT_EQ(read.network.parameters()[i], model.network.parameters()[i]);
    EXPECT_EQ(std::signbit(read.network.parameters()[i]), std::signbit(model.network.parameters()[i]));
  }
  EXPECT_EQ(read.network.output_name(), "softmax");
  EXPECT_EQ(read.network.layers()[0].activation, Activation("gelu"));
  EXPECT_EQ(read.network.input_scaling().mean, model.network.input_scaling().mean);
  EXPECT_EQ(read.network.input_scaling().scale, model.network.input_scaling().scale);
  EXPECT_EQ(read.about.task, Task::classes);
  EXPECT_EQ(read.about.features, model.about.features);
  EXPECT_EQ(read.about.targets, model.about.targets);
  EXPECT_EQ(read.about.classes, model.about.classes);
  EXPECT_EQ(to_json(read), to_json(model));
}

TEST(ModelFile, RoundTripIsExact) {
  expect_round_trip<double>();
  expect_round_trip<float>();
}

// Cut off anywhere, or with any one byte changed, it is refused, or is the same model.
TEST(ModelFile, DamageIsNoticed) {
  const std::string text = to_json(trained<double>());
  ASSERT_NO_THROW(model_from_json(text));
  for (std::size_t size = 0; size + 2 < text.size(); size += 13)
    EXPECT_THAT(refusal([&] { model_from_json(text.substr(0, size)); }),
                HasSubstr("is not a slope network that can be read"))
        << size;
  std::size_t accepted = 0;
  for (std::size_t i = 0; i < text.size(); i += 3)
    for (const char c : {'7', ' ', '"'}) {
      std::string changed = text;
      if (changed[i] == c) continue;
      changed[i] = c;
      try {
        EXPECT_EQ(to_json(model_from_json(changed)), text) << i;
        ++accepted;  // white space
      } catch (const UsageError&) {
      }
    }
  EXPECT_LT(accepted, text.size() / 3);
  const auto replaced = [&](const std::string& from, const std::string& to) {
    std::string changed = text;
    changed.replace(changed.find(from), from.size(), to);
    return refusal([&] { model_from_json(changed); });
  };
  EXPECT_THAT(replaced("\"gelu\"", "\"relu\""), HasSubstr("changed since it was written"));
  EXPECT_THAT(replaced("\"version\": 1", "\"version\": 2"), HasSubstr("version 2"));
  EXPECT_THAT(replaced("slope network", "slope netwerk"), HasSubstr("does not say"));
  EXPECT_THAT(refusal([&] { model_from_json<float>(text); }), HasSubstr("type double, not float"));
  EXPECT_THAT(refusal([&] { model_from_json("[1, 2"); }), HasSubstr("cut off or not JSON"));
  EXPECT_THAT(refusal([&] { model_from_json("[]"); }), HasSubstr("does not say"));
  EXPECT_THAT(refusal([&] { model_from_json(""); }), HasSubstr("is empty"));
}

TEST(ModelFile, RefusesWhatCannotBeWrittenOrRead) {
  Model<double> model = trained<double>();
  EXPECT_THAT(refusal([&] { save_model("/dev/full", model); }),
              HasSubstr("/dev/full cannot be written: No space"));
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
  EXPECT_THAT(refusal([&] { save_model("/no such folder/model.json", model); }), HasSubstr("No such file"));
  const Scratch scratch;
  EXPECT_THAT(refusal([&] { save_model(scratch.folder().string(), model); }), HasSubstr("cannot be written"));
  EXPECT_THAT(refusal([&] { load_model(scratch.file("none")); }), HasSubstr("cannot be read: No such file"));
  EXPECT_THAT(refusal([&] { load_model(scratch.folder().string()); }),
              HasSubstr("cannot be read: Is a directory"));
  model.network.parameters()[0] = std::nan("");
  EXPECT_THAT(refusal([&] { save_model(scratch.file("nan.json"), model); }), HasSubstr("not finite"));
  EXPECT_TRUE(fs::is_empty(scratch.folder()));
  if (geteuid() == 0) return;  // to whom no folder is closed
  fs::permissions(scratch.folder(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THAT(refusal([&] { write_atomically(scratch.file("closed"), "x"); }),
              HasSubstr("Permission denied"));
  fs::permissions(scratch.folder(), fs::perms::owner_all);
}

// What was there stays if the new file cannot be written; a link stays a link; nothing is left beside it.
TEST(ModelFile, ReplacesAtOnce) {
  const Scratch scratch;
  const std::string path = scratch.file("a"), link = scratch.file("link");
  write_atomically(path, "old");
  fs::create_symlink("a", link);
  write_atomically(link, "new");
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_EQ(scratch.read("a"), "new");
  fs::create_directory(path + ".partial");
  EXPECT_THAT(refusal([&] { write_atomically(path, "newer"); }), HasSubstr("cannot be written"));
  EXPECT_EQ(scratch.read("a"), "new");
  fs::remove(path + ".partial");
  EXPECT_EQ(std::distance(fs::directory_iterator(scratch.folder()), fs::directory_iterator()), 2);
}

TEST(ModelFile, KeepsThePermissionsOfWhatItReplaces) {
  const Scratch scratch;
  const std::string path = scratch.file("secret.json");
  write_atomically(path, "old");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  write_atomically(path, "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace
}  // namespace slope
