package ceres.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/// The stderr of the user, behind the one of the Java machine.
///
/// The launcher sends what the machine itself says at its start (that the Vector API is an incubator) to a file, and hands the real
/// stderr over as another descriptor, named by `-Dceres.stderr`. Opening `/dev/fd/9` would make a second description of a file that
/// stdout may share, so the descriptor itself is adopted.
final class Stderr {
    private Stderr() {}

    /// Makes the handed-over descriptor `System.err`; does nothing when there is none.
    static void adopt() {
        Integer number = Integer.getInteger("ceres.stderr");
        if (number == null) return;
        try {
            Constructor<FileDescriptor> make = FileDescriptor.class.getDeclaredConstructor(int.class);
            make.setAccessible(true);
            System.setErr(new PrintStream(new FileOutputStream(make.newInstance(number)), true, System.err.charset()));
        } catch (ReflectiveOperationException | RuntimeException notThisMachine) {
            System.err.println("ceres: messages go to the launcher's java.log: " + notThisMachine);
        }
    }
}
