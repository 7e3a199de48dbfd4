/// A molecular model as columns.
package ceres.model;
