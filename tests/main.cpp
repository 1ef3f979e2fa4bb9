#define BOOST_TEST_MODULE domicile
#include <boost/test/unit_test.hpp>
