/// All-atom contacts: dots, clashes, clashscore, shortest nonbonded distance.
package ceres.validate.contact;
