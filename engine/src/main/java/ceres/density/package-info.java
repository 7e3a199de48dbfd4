/// Model density: what a structure should look like in a map, where it is, and how alike two maps are.
package ceres.density;
