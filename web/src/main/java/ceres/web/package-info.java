/// The face: pages, the REST API and the files of the bundles. Shows what the archive holds and can start nothing but a look.
package ceres.web;
