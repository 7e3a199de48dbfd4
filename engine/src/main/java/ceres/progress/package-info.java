/// Where long work says what it is doing.
package ceres.progress;
