/// Failures a person must act on, with their reason codes.
package ceres.fault;
