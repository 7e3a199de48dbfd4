package ceres.archive;

import ceres.fault.Fault;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;

/// The one database of an archive, migrated to the schema of this program, with a pool of connections.
public final class Database implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final @Nullable LocalPostgres server;
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(@Nullable LocalPostgres server, HikariDataSource pool) {
        this.server = server;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool).installPlugin(new PostgresPlugin());
    }

    /// For libraries that want connections of their own.
    public DataSource dataSource() { return pool; }

    /// A server of our own whose data live in a folder.
    public static Database embedded(Path folder) {
        var server = LocalPostgres.open(folder);
        try {
            return open(server, server.dataSource(), folder);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /// A PostgreSQL server somebody runs.
    ///
    /// @param url `jdbc:postgresql://host:5432/ceres?user=...&password=...`, or `postgresql://...`
    /// @throws Fault.Usage if it is no such address, or nobody answers there
    public static Database at(String url) {
        String jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url;
        if (!jdbc.startsWith("jdbc:postgresql:"))
            throw new Fault.Usage("--db-url", "\"" + url + "\" is no PostgreSQL address",
                    "give one like postgresql://localhost:5432/ceres?user=ceres");
        var source = new org.postgresql.ds.PGSimpleDataSource();
        source.setURL(jdbc);
        return open(null, source, url.replaceAll("(?i)password=[^&]*", "password=..."));
    }

    private static Database open(@Nullable LocalPostgres server, DataSource source, Object where) {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setPoolName("ceres");
        config.setInitializationFailTimeout(10_000);
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            Flyway.configure(Database.class.getClassLoader()).dataSource(pool).locations("classpath:ceres/archive/db").load()
                    .migrate();
            return new Database(server, pool);
        } catch (FlywayException e) {
            if (pool != null) pool.close();
            throw new Fault.Usage(where, "the database cannot be used: " + firstLine(e),
                    "check address, user, password and that the database exists");
        } catch (PoolInitializationException e) {
            throw new Fault.Usage(where, "nobody answers there: " + firstLine(e),
                    "check address, user and password, and that the server runs");
        }
    }

    private static String firstLine(Throwable e) {
        return String.valueOf(e.getMessage()).lines().filter(l -> !l.isBlank()).findFirst().orElse(e.toString()).strip();
    }

    public Jdbi jdbi() { return jdbi; }

    @Override
    public void close() {
        pool.close();
        if (server != null) server.close();
    }
}
