package org.iprestriction;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What some classes write to the log while this is open, as a log file would have it. */
public final class LogLines extends Handler implements AutoCloseable {

    private final SimpleFormatter formatter = new SimpleFormatter();
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Runnable before;
    private final List<Logger> loggers;

    public LogLines(Class<?>... classes) {
        this(() -> { }, classes);
    }

    /** With something to do, such as to fail, before a line is kept. */
    public LogLines(Runnable before, Class<?>... classes) {
        this.before = before;
        loggers = List.of(classes).stream().map(type -> Logger.getLogger(type.getName())).toList();
        loggers.forEach(logger -> {
            logger.setUseParentHandlers(false);
            logger.addHandler(this);
        });
    }

    @Override
    public void publish(LogRecord line) {
        before.run();
        records.add(line);
    }

    /** The messages written so far, without what a layout puts before them. */
    public List<String> messages() {
        return records.stream().map(formatter::formatMessage).toList();
    }

    /** The messages of one level written so far. */
    public List<String> messages(Level level) {
        return records.stream().filter(line -> line.getLevel().equals(level)).map(formatter::formatMessage).toList();
    }

    public void clear() {
        records.clear();
    }

    @Override
    public void flush() {
        // nothing is held back
    }

    @Override
    public void close() {
        loggers.forEach(logger -> {
            logger.removeHandler(this);
            logger.setUseParentHandlers(true);
        });
    }
}
