package ceres.map;

/// A box of voxels in space: nx, ny, nz voxels along x, y, z, its own cell, and where voxel (0,0,0) lies.
///
/// The axes are always x, y, z: a file's axis order is undone by the reader. `cell` spans exactly the box (nx voxels along a), so
/// the box is its own P1 cell for Fourier work; `originX` ... is the Cartesian position of voxel (0,0,0) in the frame of the
/// model, A. Most of the code asks for [#requireOrthogonal] first and then needs the spacings only.
public record Grid(int nx, int ny, int nz, UnitCell cell, double originX, double originY, double originZ) {
    public Grid {
        if (nx < 1 || ny < 1 || nz < 1)
            throw new IllegalArgumentException("a grid needs voxels, got %d x %d x %d".formatted(nx, ny, nz));
    }

    public int voxels() { return Math.multiplyExact(Math.multiplyExact(nx, ny), nz); }

    /// Index of voxel (i,j,k) in a value array, x fastest.
    public int index(int i, int j, int k) { return (k * ny + j) * nx + i; }

    /// Voxel edge along x, A; of an orthogonal grid.
    public double dx() { return cell.a() / nx; }

    public double dy() { return cell.b() / ny; }

    public double dz() { return cell.c() / nz; }

    /// The finest spacing along any axis, A.
    public double finestSpacing() { return Math.min(dx(), Math.min(dy(), dz())); }

    /// The coarsest spacing along any axis, A; twice this is the finest resolution that the grid can hold.
    public double coarsestSpacing() { return Math.max(dx(), Math.max(dy(), dz())); }

    public boolean isOrthogonal() { return cell.isOrthogonal(); }

    public Grid requireOrthogonal(String forWhat) {
        if (!isOrthogonal())
            throw new UnsupportedOperationException(forWhat + " needs an orthogonal map cell, this one is " + cell);
        return this;
    }

    /// True if the point lies in the box, of an orthogonal grid.
    public boolean holds(double x, double y, double z) {
        return within(x - originX, cell.a()) && within(y - originY, cell.b()) && within(z - originZ, cell.c());
    }

    private static boolean within(double at, double edge) { return at >= 0 && at <= edge; }

    /// True if the other grid has the same voxels in the same places: half-maps of one reconstruction. Tolerance 0.001 A.
    public boolean sameAs(Grid o) {
        return nx == o.nx && ny == o.ny && nz == o.nz && near(cell.a(), o.cell.a()) && near(cell.b(), o.cell.b())
                && near(cell.c(), o.cell.c())
                && near(originX, o.originX) && near(originY, o.originY) && near(originZ, o.originZ);
    }

    private static boolean near(double p, double q) { return Math.abs(p - q) < 1e-3; }
}
