package org.iprestriction.servlet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs while this is open, instead of where it goes otherwise. */
final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger;
    private final Runnable first;
    private final List<LogRecord> lines = Collections.synchronizedList(new ArrayList<>());

    private LogLines(Class<?> type, Runnable first) {
        this.logger = Logger.getLogger(type.getName());
        this.first = first;
        logger.setUseParentHandlers(false);
        logger.addHandler(this);
    }

    static LogLines of(Class<?> type) {
        return new LogLines(type, () -> { });
    }

    /** With something to do, such as to fail, before a line is kept. */
    static LogLines of(Class<?> type, Runnable first) {
        return new LogLines(type, first);
    }

    List<String> warnings() {
        return lines.stream().filter(line -> line.getLevel() == Level.WARNING).map(LogRecord::getMessage).toList();
    }

    List<String> infos() {
        return lines.stream().filter(line -> line.getLevel() == Level.INFO).map(LogRecord::getMessage).toList();
    }

    @Override
    public void publish(LogRecord line) {
        first.run();
        lines.add(line);
    }

    @Override
    public void flush() {
        // nothing is buffered
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
