using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace OrleansScheduler.ApiServer.Health;

/// <summary>Answers <c>/version</c>: the Kubernetes version whose API this is.</summary>
internal static class VersionEndpoint
{
    internal const string KubernetesVersion = "v1.36.2";

    private static readonly byte[] Document = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
    {
        ["major"] = "1",
        ["minor"] = "36",
        ["emulationMajor"] = "1",
        ["emulationMinor"] = "36",
        ["minCompatibilityMajor"] = "1",
        ["minCompatibilityMinor"] = "35",
        ["gitVersion"] = $"{KubernetesVersion}+orleans-scheduler.{OwnVersion}",
        ["gitCommit"] = OwnVersion,
        ["gitTreeState"] = "clean",
        ["buildDate"] = File.GetLastWriteTimeUtc(typeof(VersionEndpoint).Assembly.Location)
            .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["goVersion"] = RuntimeInformation.FrameworkDescription,
        ["compiler"] = "csc",
        ["platform"] = RuntimeInformation.RuntimeIdentifier,
    });

    private static string OwnVersion =>
        typeof(VersionEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            .Split('+')[0] ?? "0.0.0";

    public static async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = Document.Length;
        await http.Response.BodyWriter.WriteAsync(Document, http.RequestAborted);
    }
}
