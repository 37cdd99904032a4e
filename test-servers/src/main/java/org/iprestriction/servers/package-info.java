/** Real database servers for the tests of other modules. */
package org.iprestriction.servers;
