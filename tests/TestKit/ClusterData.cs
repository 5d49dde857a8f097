using System.Diagnostics;
using System.Globalization;

namespace OrleansScheduler.TestKit;

/// <summary>Removes a cluster's data directory with what its nodes left running and mounted there.</summary>
public static class ClusterData
{
    public static async Task RemoveAsync(string directory)
    {
        EndContainers(directory);
        foreach (var mount in MountsBelow(directory))
        {
            using var umount = Process.Start("umount", ["--lazy", mount]);
            await umount.WaitForExitAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    // A stopped cluster leaves its pods running, to find them again at its next start, which there is none of.
    private static void EndContainers(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "pid", SearchOption.AllDirectories))
        {
            var pid = int.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture);
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
                process.WaitForExit(TimeSpan.FromSeconds(5));
            }
            catch (ArgumentException)
            {
                // It has ended already.
            }
        }
    }

    private static List<string> MountsBelow(string directory) => File.Exists("/proc/self/mounts")
        ? [.. File.ReadLines("/proc/self/mounts")
            .Select(line => line.Split(' ')[1])
            .Where(mount => mount.StartsWith(directory + "/", StringComparison.Ordinal))]
        : [];
}
