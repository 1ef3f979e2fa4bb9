#include "extract/choice.hpp"

#include <algorithm>

namespace domicile::extract {

std::vector<Evidence> Score::evidence() const {
  auto sorted = evidence_;
  std::ranges::stable_sort(
      sorted, [](const Evidence& a, const Evidence& b) { return std::abs(a.weight) > std::abs(b.weight); });
  return sorted;
}

std::vector<double> softmax(const std::vector<double>& scores, double none) {
  double highest = none;
  for (const double score : scores) highest = std::max(highest, score);
  double sum = std::exp(none - highest);
  for (const double score : scores) sum += std::exp(score - highest);
  std::vector<double> probabilities;
  probabilities.reserve(scores.size());
  for (const double score : scores) probabilities.push_back(std::exp(score - highest) / sum);
  return probabilities;
}

}  // namespace domicile::extract
