/**
 * The settings of an application: what each is called, where its value is looked for, and what is legal. Knows neither servlets nor
 * the lists.
 */
package org.iprestriction.settings;
