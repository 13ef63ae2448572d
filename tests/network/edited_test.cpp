// SPDX-License-Identifier: MIT
// Models and states of runs that were edited, with their check sums: each is refused, or one that can be used.
#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <vector>

#include "../../src/network/fingerprint.hpp"
#include "scratch.hpp"
#include "slope/network/model_file.hpp"
#include "slope/network/train.hpp"

namespace slope {
namespace {

using nlohmann::json;

std::string sealed(json document) {
  document["checksum"] = detail::Fingerprint().add(document["content"].dump()).text();
  return document.dump(1);
}

std::size_t below(Random& random, std::size_t n) {
  return static_cast<std::size_t>(random.uniform() * static_cast<double>(n));
}

// Any value in a document.
json& somewhere(json& value, Random& random) {
  if (!value.is_structured() || value.empty() || random.uniform() < 0.1) return value;
  auto at = value.begin();
  std::advance(at, below(random, value.size()));
  return somewhere(*at, random);
}

void edit(json& content, Random& random) {
  json& at = somewhere(content, random);
  const json other = somewhere(content, random);
  const std::vector<json> values{nullptr,
                                 true,
                                 0,
                                 -1,
                                 1,
                                 2,
                                 3,
                                 7,
                                 1e300,
                                 -1e-320,
                                 "nan",
                                 "",
                                 "inf",
                                 "sigmoid",
                                 "softmax",
                                 "automatic",
                                 1ULL << 40U,
                                 json::array(),
                                 json::object(),
                                 -9223372036854775807LL,
                                 "classes",
                                 "regression"};
  const double choice = random.uniform();
  if (choice < 0.5) at = values[below(random, values.size())];
  else if (choice < 0.7) at = other;
  else if (choice < 0.8 && at.is_array()) at.push_back(other);
  else if (choice < 0.9 && at.is_array() && !at.empty()) at.erase(below(random, at.size()));
  else if (at.is_object() && !at.empty())
    at.erase(std::next(at.begin(), static_cast<std::ptrdiff_t>(below(random, at.size()))));
  else if (at.is_number_float()) at = at.get<double>() * 3;
  else if (at.is_number_integer()) at = at.get<std::int64_t>() % 1000 + 1;
}

Dataset rows() { return class_data({{0.1, 3}, {0.2, 1}, {0.7, 2}, {1e-9, 2.5}}, {0, 1, 2, 1}, 3); }

TEST(Edited, ModelsAreRefusedOrWork) {
  Random random(1);
  Model<double> model{Network({2, 3, 3}, {.activation = "gelu"}), rows().about};
  train(model.network, rows(), {.epochs = 3});
  const json original = json::parse(to_json(model));
  int worked = 0, refused = 0;
  for (int i = 0; i < 10'000; ++i) {
    json document = original;
    for (std::size_t edits = 1 + below(random, 3); edits > 0; --edits) edit(document["content"], random);
    try {
      const Model<double> read = model_from_json(sealed(document));
      const std::vector<double> y = read.network.predict(std::vector<double>(3 * read.network.inputs(), 0.5));
      EXPECT_EQ(y.size(), 3 * read.network.outputs());
      to_json(read);
      ++worked;
    } catch (const UsageError& error) {
      EXPECT_NE(std::string(error.what()).find("slope network"), std::string::npos) << error.what();
      ++refused;
    }
  }
  EXPECT_GT(worked, 100);
  EXPECT_GT(refused, 1000);
}

// Bytes changed, removed and repeated.
TEST(Edited, TextIsRefusedOrTheSame) {
  Random random(2);
  Model<double> model{Network({2, 3, 3}, {.activation = "gelu"}), rows().about};
  train(model.network, rows(), {.epochs = 3});
  const std::string text = to_json(model);
  for (int i = 0; i < 10'000; ++i) {
    std::string changed = text;
    const std::size_t at = below(random, text.size()), n = 1 + below(random, 20);
    const double choice = random.uniform();
    if (choice < 0.6) changed[at] = static_cast<char>(below(random, 256));
    else if (choice < 0.8) changed.erase(at, n);
    else changed.insert(at, text.substr(below(random, text.size()), n));
    try {
      EXPECT_EQ(to_json(model_from_json(changed)), text);  // it was white space
    } catch (const UsageError&) {
    }
  }
}

TEST(Edited, WhatCannotBeUsedIsRefused) {
  Model<double> model{Network({2, 3, 1}, {.output = "sigmoid"}), rows().about};
  model.about.task = Task::binary;
  model.about.classes = {"no", "yes"};
  json document = json::parse(to_json(model));
  EXPECT_NO_THROW(model_from_json(sealed(document)));
  document["content"]["classes"] = {"one"};
  EXPECT_THROW(model_from_json(sealed(document)), UsageError);
  document["content"]["classes"] = {"no", "yes"};
  document["content"]["input_scaling"] = {{"mean", {0, 0}}, {"scale", {1e-320, 1}}};
  EXPECT_THROW(model_from_json(sealed(document)), UsageError);
}

TEST(Edited, DeepTextIsRefused) {
  const std::size_t n = 1'000'000;
  for (const std::string open : {"[", "{\"a\":"}) try {
      std::string text = R"({"format": "slope network", "version": 1, "checksum": "0", "content": )";
      for (std::size_t i = 0; i < n; ++i) text += open;
      model_from_json(text);
      FAIL();
    } catch (const UsageError& error) {
      EXPECT_NE(std::string(error.what()).find("nested too deeply"), std::string::npos) << error.what();
    }
}

TEST(Edited, StatesOfRunsAreRefusedOrWork) {
  const Scratch scratch;
  Random random(3);
  TrainOptions options{.epochs = 4, .batch = 2, .validation = 0.25, .patience = 50};
  options.checkpoint = scratch.file("run.json");
  const auto finish = [&] {
    Network net({2, 3, 3}, {.activation = "tanh"});
    return train(net, rows(), options);
  };
  finish();
  options.epochs = 6;
  options.resume = true;
  const json original = json::parse(scratch.read("run.json"));
  int worked = 0, refused = 0;
  for (int i = 0; i < 2000; ++i) {
    json document = original;
    json& content = document["content"];
    auto part = content.begin();
    std::advance(part, below(random, content.size()));
    edit(*part, random);
    write_atomically(options.checkpoint, sealed(document));
    try {
      EXPECT_LE(finish().history.size(), 6);
      ++worked;
    } catch (const Error&) {
      ++refused;
    }
  }
  EXPECT_GT(worked, 10);
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace slope
