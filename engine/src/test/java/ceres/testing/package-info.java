/// What tests of every module share: real data, seeded laws.
package ceres.testing;
