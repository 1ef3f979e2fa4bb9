#include "sandbox/proof.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

namespace domicile::sandbox {

BOOST_AUTO_TEST_SUITE(proof_suite)

BOOST_AUTO_TEST_CASE(every_forbidden_act_is_refused) {
  Limits limits;
  limits.max_memory_bytes = 64 << 20;
  const auto proofs = prove(limits);
  BOOST_TEST(proofs.size() >= 10U);
  for (const auto& proof : proofs) {
    BOOST_TEST(proof.refused, proof.attempt << ": " << proof.how);
    BOOST_TEST_MESSAGE(proof.attempt << ": " << proof.how);
  }
}

BOOST_AUTO_TEST_CASE(limits_and_the_system_call_filter_hold_on_every_kernel_that_builds_domicile) {
  const auto layers = layers_in_force();
  BOOST_REQUIRE(!layers.empty());
  for (const auto& layer : layers) {
    BOOST_TEST_MESSAGE(name_of(layer.kind) << " " << layer.in_force << " " << layer.detail);
  }
  for (const auto kind : {LayerKind::resource_limits, LayerKind::parent_death, LayerKind::no_capabilities,
                          LayerKind::no_new_privileges, LayerKind::system_calls}) {
    BOOST_TEST(in_force(layers, kind), name_of(kind));
  }
  BOOST_TEST(missing_layers(layers).size() ==
             static_cast<std::size_t>(std::ranges::count(layers, false, &Layer::in_force)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace domicile::sandbox
