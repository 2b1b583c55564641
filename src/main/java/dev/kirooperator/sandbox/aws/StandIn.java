package dev.kirooperator.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import dev.kirooperator.sandbox.aws.control.Call;
import dev.kirooperator.sandbox.aws.control.CallLog;
import dev.kirooperator.sandbox.aws.control.ControlEndpoint;
import dev.kirooperator.sandbox.aws.control.Controls;
import dev.kirooperator.sandbox.aws.control.Dump;
import dev.kirooperator.sandbox.aws.control.Fault;
import dev.kirooperator.sandbox.aws.control.Faults;
import dev.kirooperator.sandbox.aws.http.AwsEndpoint;
import dev.kirooperator.sandbox.aws.http.Backend;
import dev.kirooperator.sandbox.aws.world.ApiException;
import dev.kirooperator.sandbox.aws.world.ExternalId;
import dev.kirooperator.sandbox.aws.world.Principal;
import dev.kirooperator.sandbox.aws.world.Settings;
import dev.kirooperator.sandbox.aws.world.User;
import dev.kirooperator.sandbox.aws.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A running stand-in for AWS. Point an SDK at {@link #url()} with any credentials. Thread-safe; {@link #close()} ends it. */
public final class StandIn implements Controls, AutoCloseable {
    private static final Duration IDLE_THREAD = Duration.ofSeconds(10);

    private final StandInOptions options;
    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final CallLog calls = new CallLog();
    private final Faults faults = new Faults();
    private volatile Backend backend;

    private StandIn(StandInOptions options, HttpServer server) {
        this.options = options;
        this.server = server;
        backend = newBackend(options);
        threads = newThreads();
        server.setExecutor(threads);
        server.createContext("/", new AwsEndpoint(() -> backend, faults, calls));
        server.createContext("/_sandbox", new ControlEndpoint(this));
    }

    /** Starts a stand-in; an IOException when the address is taken. */
    public static StandIn start(StandInOptions options) throws IOException {
        withoutDelayedPackets();
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(options.host()), options.port());
        StandIn standIn = new StandIn(options, HttpServer.create(address, 0));
        standIn.server.start();
        return standIn;
    }

    /** Where it listens, without a path. */
    public URI url() {
        InetSocketAddress address = server.getAddress();
        return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        faults.clear();
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public ObjectNode dump() {
        World world = world();
        return world.locked(() -> new Dump(world).write());
    }

    @Override
    public List<Call> calls() {
        return calls.all();
    }

    @Override
    public void clearCalls() {
        calls.clear();
    }

    @Override
    public void fault(Fault fault) {
        faults.add(fault);
    }

    @Override
    public List<Fault> faults() {
        return faults.all();
    }

    @Override
    public void clearFaults() {
        faults.clear();
    }

    @Override
    public void signIn(String user) {
        change(world -> {
            User found = world.directory()
                    .findUser(user)
                    .or(() -> world.directory().findUserByName(user))
                    .orElseThrow(() -> new IllegalArgumentException("There is no user with this id or user name."));
            if (!found.enabled()) {
                throw new IllegalArgumentException("User " + found.id() + " is disabled and cannot sign in.");
            }
            world.signIn(found.id());
        });
    }

    @Override
    public Instant now() {
        return world().now();
    }

    @Override
    public void advance(Duration by) {
        change(world -> world.clock().advance(by));
    }

    @Override
    public void setClock(Instant time) {
        change(world -> world.clock().set(time));
    }

    @Override
    public void block(boolean blocked) {
        change(world -> world.setBlocked(blocked));
    }

    @Override
    public Settings settings() {
        return world().settings();
    }

    @Override
    public void settings(UnaryOperator<Settings> changer) {
        change(world -> world.setSettings(changer.apply(world.settings())));
    }

    @Override
    public void externalIds(String principalId, List<ExternalId> externalIds) {
        change(world -> world.directory().setExternalIds(principalId, externalIds));
    }

    @Override
    public void accountAssignments(String groupId, List<String> permissionSetArns) {
        change(world -> {
            if (world.directory().findGroup(groupId).isEmpty()) {
                throw new IllegalArgumentException("There is no group with this id.");
            }
            world.setAccountAssignments(new Principal(Principal.Type.GROUP, groupId), permissionSetArns);
        });
    }

    @Override
    public void reset() {
        faults.clear();
        calls.clear();
        backend = newBackend(options);
    }

    private interface Change {
        void apply(World world);
    }

    private void change(Change change) {
        World world = world();
        Supplier<World> work = () -> {
            change.apply(world);
            return world;
        };
        try {
            world.locked(work);
        } catch (ApiException refused) {
            throw new IllegalArgumentException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private World world() {
        return backend.world();
    }

    private static Backend newBackend(StandInOptions options) {
        World world = options.seed().world(options.idSeed(), options.clock(), options.settings());
        return Backend.of(world, options.idSeed());
    }

    /** As many as there are calls: a fault may hold any number of them, and the control endpoint has to answer all the same. */
    private static ThreadPoolExecutor newThreads() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_THREAD.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                StandIn::daemon);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "aws-stand-in");
        thread.setDaemon(true);
        return thread;
    }

    /** The JDK's server sends head and body of an answer apart; without this the second waits 40 ms for the client's acknowledgement. */
    private static void withoutDelayedPackets() {
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }
}
