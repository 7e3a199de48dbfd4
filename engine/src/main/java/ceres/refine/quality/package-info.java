/// What a refinement knows of its own work while it goes on, and the gates that rest on it. What is published comes from `validate`.
package ceres.refine.quality;
