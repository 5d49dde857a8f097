using k8s.Models;

namespace OrleansScheduler.NodeAgent.Volumes;

/// <summary>What the type of a hostPath volume asks of the path.</summary>
internal static class HostPathCheck
{
    public static string Ensure(string volume, V1HostPathVolumeSource source)
    {
        var path = source.Path;
        switch (source.Type ?? "")
        {
            case "":
                if (!Path.Exists(path))
                {
                    Directory.CreateDirectory(path);
                }

                break;
            case "DirectoryOrCreate":
                Require(!File.Exists(path), $"{path} is not a directory");
                Directory.CreateDirectory(path);
                break;
            case "Directory":
                Require(Directory.Exists(path), $"{path} is not a directory");
                break;
            case "FileOrCreate":
                Require(!Directory.Exists(path), $"{path} is not a file");
                File.Open(path, FileMode.OpenOrCreate).Dispose();
                break;
            case "File":
                Require(File.Exists(path), $"{path} is not a file");
                break;
            default:
                Require(Path.Exists(path), $"{path} does not exist");
                break;
        }

        return path;

        void Require(bool condition, string problem)
        {
            if (!condition)
            {
                throw new VolumeException(volume, $"hostPath type check failed: {problem}");
            }
        }
    }
}
