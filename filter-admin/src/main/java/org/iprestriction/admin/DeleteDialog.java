package org.iprestriction.admin;

import java.util.List;

/**
 * The question before an entry is deleted.
 *
 * @param heading the question
 * @param cancel  where Cancel leads
 * @param notes   framed messages, the gravest first
 * @param body    what will happen
 * @param disable "Disable instead", or null
 * @param last    whether deleting blocks every request
 */
record DeleteDialog(String title, String heading, String cancel, List<Note> notes, Phrase body, List<Note> after,
        SmallForm disable, SmallForm delete, boolean last) implements Dialog {}
