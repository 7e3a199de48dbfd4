/// The 3D viewer's files, for every page that shows a model.
package ceres.viewer;
