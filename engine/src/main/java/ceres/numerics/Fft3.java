package ceres.numerics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The discrete Fourier transform of a real map in three dimensions, of any size, in single precision.
///
///     F(h,k,l) = sum rho(i,j,k) exp(-2 pi i (h i/nx + k j/ny + l k/nz))
///
/// A **map** holds nx*ny*nz floats, x fastest. A **spectrum** holds the half h = 0 ... nx/2 (the rest follows from
/// F(-h,-k,-l) = conj F(h,k,l)), re and im interleaved: re of (h,k,l) at `2*((l*ny + k)*(nx/2 + 1) + h)`. The inverse is normalised,
/// so that it undoes the forward transform.
///
/// A plan is made once for a size and used again and again without allocation; one caller at a time. The answer does not depend on
/// the number of threads. Errors are near 1e-7 of the largest value times the logarithm of the size.
///
/// Where only a [Band] of the spectrum is wanted or not zero, the transforms leave out what lies beyond it; what they give is the same to
/// the last bit.
public final class Fft3 {
    /* How it works: two sweeps over memory. The first takes a plane at a time: 32 rows at once along x, as 16 complex lines (row 2b
     * is the real, row 2b+1 the imaginary part; symmetry takes them apart afterwards), then 16 columns at once along y while the
     * plane is still in cache. The second takes 16 columns at once along z. All lines of a batch go through the same butterflies in
     * neighbouring lanes, so no butterfly ever shuffles [1]. The spectrum is transformed in place; nothing of the size of a map is
     * allocated.
     * [1] Van Loan 1992, Computational Frameworks for the Fast Fourier Transform, section 1.7 (Stockham), 3.3 (many lines) */
    private static final int BATCH = FftKernel.BATCH;
    /// Elements of a row that are turned into columns at a time.
    private static final int BLOCK = 16;

    private final int nx, ny, nz;
    private final int half;
    private final LineFft alongX, alongY, alongZ;
    private final FftKernel kernel;
    private final int room;
    private final Band all;
    private AtomicReferenceArray<Desk> desks = new AtomicReferenceArray<>(0);

    /// @throws IllegalArgumentException if a size is below 1 or the spectrum exceeds 2^31 floats
    public Fft3(int nx, int ny, int nz) { this(nx, ny, nz, FftKernel.best()); }

    Fft3(int nx, int ny, int nz, FftKernel kernel) {
        if (nx < 1 || ny < 1 || nz < 1 || spectrumLength(nx, ny, nz) > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException("cannot transform a map of %d x %d x %d".formatted(nx, ny, nz));
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.half = nx / 2 + 1;
        this.kernel = kernel;
        this.alongX = LineFft.of(nx, kernel);
        this.alongY = ny == nx ? alongX : LineFft.of(ny, kernel);
        this.alongZ = nz == ny ? alongY : nz == nx ? alongX : LineFft.of(nz, kernel);
        this.room = Math.max(alongX.room(), Math.max(alongY.room(), alongZ.room()));
        int[] start = new int[(ny * half + BATCH - 1) / BATCH];
        for (int c = 0; c < start.length; c++) start[c] = BATCH * c;
        this.all = new Band(half, start);
    }

    /// Some columns (h, k), for all l, of the spectra of one size.
    public static final class Band {
        /// columns h >= reach are in it for no k
        private final int reach;
        /// where batches of neighbouring columns begin
        private final int[] start;

        private Band(int reach, int[] start) {
            this.reach = reach;
            this.start = start;
        }
    }

    /// The columns h < width[k] of each k, and a few beside them.
    public Band band(int[] width) {
        int widest = 0;
        var start = new ArrayList<Integer>();
        for (int k = 0; k < ny; k++) {
            widest = Math.max(widest, width[k]);
            for (int h = 0; h < width[k]; h += BATCH) start.add(k * half + h);
        }
        // whole batches, so that none reads what was not written
        int reach = Math.min(half, (widest + BATCH - 1) / BATCH * BATCH);
        return new Band(reach, start.stream().mapToInt(Integer::intValue).toArray());
    }

    private static long spectrumLength(long nx, long ny, long nz) { return 2 * (nx / 2 + 1) * ny * nz; }

    /// Floats of a spectrum: 2 (nx/2 + 1) ny nz.
    public int spectrumLength() { return (int) spectrumLength(nx, ny, nz); }

    /// The smallest m >= n without prime factors above 5: a size that transforms fast.
    public static int smoothAtLeast(int n) {
        for (int m = Math.max(1, n);; m++) {
            int rest = m;
            for (int r : new int[]{2, 3, 5}) while (rest % r == 0) rest /= r;
            if (rest == 1) return m;
        }
    }

    /// Map to spectrum. The map is kept.
    ///
    /// @param real nx*ny*nz values
    /// @param spectrum takes the transform, at least [#spectrumLength] floats
    public void forward(float[] real, float[] spectrum, Parallel team) {
        check(real, spectrum);
        forward(real, nx, spectrum, all, team);
    }

    /// The same within a band. What stands beyond it in the spectrum then means nothing.
    public void forward(float[] real, float[] spectrum, Band band, Parallel team) {
        check(real, spectrum);
        forward(real, nx, spectrum, band, team);
    }

    /// Map to spectrum in one array. The map stands in it with rows of [#paddedRow] floats, of which the first nx count.
    public void forwardInPlace(float[] array, Parallel team) {
        check(array, array);
        forward(array, paddedRow(), array, all, team);
    }

    private void forward(float[] real, int rowLength, float[] spectrum, Band band, Parallel team) {
        seat(team);
        team.each(nz, 1, (piece, from, to) -> {
            var desk = take();
            rowsForward(real, rowLength, spectrum, from, band.reach, desk);
            columnsAlongY(spectrum, from, band.reach, desk.batch, false);
            give(desk);
        });
        columnsAlongZ(spectrum, band, team, false);
    }

    /// Spectrum to map. The spectrum is overwritten: it is the working space.
    ///
    /// Imaginary parts that a real map cannot have (of F(0,0,0) and its like) are ignored.
    public void inverse(float[] spectrum, float[] real, Parallel team) {
        check(real, spectrum);
        inverse(spectrum, real, nx, all, null, team);
    }

    /// The same of a spectrum that is zero beyond a band: zeros must stand there.
    ///
    /// @param rows which rows of the map are wanted, y fastest; what stands in the others then means nothing. Null: all
    public void inverse(float[] spectrum, float[] real, Band band, boolean @Nullable [] rows, Parallel team) {
        check(real, spectrum);
        inverse(spectrum, real, nx, band, rows, team);
    }

    /// Spectrum to map in one array; the map comes to stand in rows of [#paddedRow] floats.
    public void inverseInPlace(float[] array, Parallel team) {
        check(array, array);
        inverse(array, array, paddedRow(), all, null, team);
    }

    private void inverse(float[] spectrum, float[] real, int rowLength, Band band, boolean @Nullable [] rows, Parallel team) {
        seat(team);
        columnsAlongZ(spectrum, band, team, true);
        float scale = (float) (1.0 / ((double) nx * ny * nz));
        team.each(nz, 1, (piece, from, to) -> {
            var desk = take();
            columnsAlongY(spectrum, from, band.reach, desk.batch, true);
            rowsInverse(spectrum, real, rowLength, from, band.reach, rows, scale, desk);
            give(desk);
        });
    }

    /// Length of a row of a map that is transformed in place: 2 (nx/2 + 1).
    public int paddedRow() { return 2 * half; }

    private void check(float[] real, float[] spectrum) {
        if (real.length < nx * ny * nz || spectrum.length < spectrumLength())
            throw new IllegalArgumentException(
                    "%d x %d x %d needs a map of %d and a spectrum of %d floats, got %d and %d".formatted(nx, ny,
                            nz, nx * ny * nz, spectrumLength(), real.length, spectrum.length));
    }

    // ---- working space, one desk a thread, kept between calls

    /// @param row the first of each two rows in the batch
    private record Desk(LineFft.Batch batch, int[] row) {}

    private void seat(Parallel team) {
        if (desks.length() >= team.threads()) return;
        desks = new AtomicReferenceArray<>(team.threads());
        for (int t = 0; t < team.threads(); t++) desks.set(t, new Desk(new LineFft.Batch(room), new int[BATCH]));
    }

    private Desk take() {
        for (int t = 0; t < desks.length(); t++) {
            var desk = desks.getAndSet(t, null);
            if (desk != null) return desk;
        }
        throw new IllegalStateException("two callers share one Fft3");
    }

    private void give(Desk desk) { for (int t = 0; t < desks.length(); t++) if (desks.compareAndSet(t, null, desk)) return; }

    // ---- along x

    /// Two rows a line; those of nothing but zeros are not transformed.
    private void rowsForward(float[] real, int rowLength, float[] spectrum, int plane, int reach, Desk desk) {
        int n = 0, first = plane * ny;
        for (int j = 0; j < ny; j += 2) {
            int end = 2 * half * Math.min(first + j + 2, first + ny);
            if (empty(real, (first + j) * rowLength) && (j + 1 == ny || empty(real, (first + j + 1) * rowLength)))
                for (int row = 2 * half * (first + j); row < end; row += 2 * half) Arrays.fill(spectrum, row, row + 2 * reach, 0);
            else
                desk.row[n++] = j;
            if (n == 0 || n < BATCH && j + 2 < ny) continue;
            pick(real, first * rowLength, rowLength, desk, n);
            alongX.forward(desk.batch);
            takeApart(desk, n, spectrum, 2 * first * half, reach);
            n = 0;
        }
    }

    private boolean empty(float[] real, int from) {
        for (int i = from; i < from + nx; i++) if (real[i] != 0) return false;
        return true;
    }

    /// The first of two rows becomes the real, the second the imaginary part of a line; absent rows are zero. Goes through the rows in
    /// blocks that stay in the first cache.
    private void pick(float[] real, int from, int rowLength, Desk desk, int n) {
        float[] re = desk.batch.re, im = desk.batch.im;
        boolean whole = n == BATCH && desk.row[n - 1] + 1 < ny;
        if (!whole) {
            Arrays.fill(re, 0, nx * BATCH, 0);
            Arrays.fill(im, 0, nx * BATCH, 0);
        }
        for (int start = 0; start < nx; start += BLOCK) {
            int end = Math.min(nx, start + BLOCK);
            for (int b = 0; b < n; b++) {
                pick(real, from + desk.row[b] * rowLength, start, end, re, b);
                if (desk.row[b] + 1 < ny) pick(real, from + (desk.row[b] + 1) * rowLength, start, end, im, b);
            }
        }
    }

    private static void pick(float[] real, int from, int start, int end, float[] line, int b) {
        for (int i = start; i < end; i++) line[BATCH * i + b] = real[from + i];
    }

    private void takeApart(Desk desk, int n, float[] spectrum, int to, int reach) {
        for (int start = 0; start < reach; start += BLOCK) {
            int end = Math.min(reach, start + BLOCK);
            for (int b = 0; b < n; b++)
                takeApart(desk.batch.re, desk.batch.im, start, end, b, spectrum, to + 2 * desk.row[b] * half,
                        desk.row[b] + 1 < ny);
        }
    }

    /// Z = A + iB with A, B the spectra of real rows: A(h) = (Z(h) + conj Z(-h))/2, B(h) = (Z(h) - conj Z(-h))/2i.
    private void takeApart(float[] re, float[] im, int start, int end, int b, float[] spectrum, int even, boolean two) {
        int odd = two ? even + 2 * half : even;
        for (int h = start; h < end; h++) {
            int p = BATCH * h + b, q = BATCH * (h == 0 ? 0 : nx - h) + b;
            float pr = 0.5f * re[p], pi = 0.5f * im[p], qr = 0.5f * re[q], qi = 0.5f * im[q];
            spectrum[odd + 2 * h] = pi + qi;
            spectrum[odd + 2 * h + 1] = qr - pr;
            spectrum[even + 2 * h] = pr + qr;
            spectrum[even + 2 * h + 1] = pi - qi;
        }
    }

    private void rowsInverse(float[] spectrum, float[] real, int rowLength, int plane, int reach, boolean @Nullable [] rows,
            float scale, Desk desk) {
        int n = 0, first = plane * ny;
        for (int j = 0; j < ny; j += 2) {
            if (rows == null || rows[first + j] || j + 1 < ny && rows[first + j + 1]) desk.row[n++] = j;
            if (n == 0 || n < BATCH && j + 2 < ny) continue;
            putTogether(spectrum, 2 * first * half, reach, desk, n);
            alongX.backward(desk.batch);
            lay(desk, n, real, first * rowLength, rowLength, scale);
            n = 0;
        }
    }

    private void putTogether(float[] spectrum, int from, int reach, Desk desk, int n) {
        float[] re = desk.batch.re, im = desk.batch.im;
        if (n < BATCH || reach < half) {
            int first = n < BATCH ? 0 : reach, last = n < BATCH ? nx : nx - reach + 1;
            Arrays.fill(re, first * BATCH, last * BATCH, 0);
            Arrays.fill(im, first * BATCH, last * BATCH, 0);
        }
        for (int start = 0; start < reach; start += BLOCK) {
            int end = Math.min(reach, start + BLOCK);
            for (int b = 0; b < n; b++)
                putTogether(spectrum, from + 2 * desk.row[b] * half, desk.row[b] + 1 < ny, start, end, re, im, b);
        }
    }

    /// Z(h) = A(h) + iB(h) and Z(-h) = conj A(h) + i conj B(h), the way back of `takeApart`.
    private void putTogether(float[] spectrum, int even, boolean two, int start, int end, float[] re, float[] im, int b) {
        int odd = even + 2 * half;
        for (int h = start; h < end; h++) {
            float own = h == 0 || 2 * h == nx ? 0 : 1; // a real row has no imaginary part there
            int p = BATCH * h + b, q = BATCH * (h == 0 ? 0 : nx - h) + b;
            float ar = spectrum[even + 2 * h], ai = own * spectrum[even + 2 * h + 1];
            float br = two ? spectrum[odd + 2 * h] : 0, bi = two ? own * spectrum[odd + 2 * h + 1] : 0;
            re[p] = ar - bi;
            im[p] = ai + br;
            re[q] = ar + bi;
            im[q] = br - ai;
        }
    }

    private void lay(Desk desk, int n, float[] real, int to, int rowLength, float scale) {
        for (int start = 0; start < nx; start += BLOCK) {
            int end = Math.min(nx, start + BLOCK);
            for (int b = 0; b < n; b++) {
                lay(desk.batch.re, b, start, end, real, to + desk.row[b] * rowLength, scale);
                if (desk.row[b] + 1 < ny) lay(desk.batch.im, b, start, end, real, to + (desk.row[b] + 1) * rowLength, scale);
            }
        }
    }

    private static void lay(float[] line, int b, int start, int end, float[] real, int to, float scale) {
        for (int i = start; i < end; i++) real[to + i] = scale * line[BATCH * i + b];
    }

    // ---- along y and z, in place

    private void columnsAlongY(float[] spectrum, int plane, int reach, LineFft.Batch desk, boolean back) {
        for (int h = 0; h < reach; h += BATCH)
            columns(spectrum, 2 * (plane * ny * half + h), 2 * half, Math.min(BATCH, reach - h), alongY, desk, back);
    }

    private void columnsAlongZ(float[] spectrum, Band band, Parallel team, boolean back) {
        int all = ny * half;
        team.each(band.start.length, 8, (piece, from, to) -> {
            var desk = take();
            for (int b = from; b < to; b++) {
                int c = band.start[b], rest = band == this.all ? all - c : half - c % half;
                columns(spectrum, 2 * c, 2 * all, Math.min(BATCH, rest), alongZ, desk.batch, back);
            }
            give(desk);
        });
    }

    private void columns(float[] spectrum, int from, int stride, int width, LineFft line, LineFft.Batch desk, boolean back) {
        if (line.n == 1) return;
        if (width == BATCH) kernel.load(spectrum, from, stride, desk.re, desk.im, line.n);
        else
            loadFew(spectrum, from, stride, width, desk, line.n);
        if (back) line.backward(desk);
        else
            line.forward(desk);
        if (width == BATCH) kernel.store(desk.re, desk.im, spectrum, from, stride, line.n);
        else
            storeFew(desk, spectrum, from, stride, width, line.n);
    }

    private static void loadFew(float[] spectrum, int from, int stride, int width, LineFft.Batch desk, int n) {
        for (int j = 0; j < n; j++)
            for (int b = 0; b < BATCH; b++) {
                desk.re[BATCH * j + b] = b < width ? spectrum[from + j * stride + 2 * b] : 0;
                desk.im[BATCH * j + b] = b < width ? spectrum[from + j * stride + 2 * b + 1] : 0;
            }
    }

    private static void storeFew(LineFft.Batch desk, float[] spectrum, int from, int stride, int width, int n) {
        for (int j = 0; j < n; j++)
            for (int b = 0; b < width; b++) {
                spectrum[from + j * stride + 2 * b] = desk.re[BATCH * j + b];
                spectrum[from + j * stride + 2 * b + 1] = desk.im[BATCH * j + b];
            }
    }
}
