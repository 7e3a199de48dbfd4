/// Elements and the tables of the field.
package ceres.chem;
