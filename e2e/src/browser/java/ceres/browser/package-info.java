/// The pages in a real browser.
package ceres.browser;
