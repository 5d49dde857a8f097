using System.Text;
using OrleansScheduler.Host.Pki;

namespace OrleansScheduler.Host.Kubeconfigs;

/// <summary>A kubeconfig with one cluster, one user and one context.</summary>
internal static class KubeconfigFile
{
    public static void Write(string path, string serverUrl, string caPem, string token) =>
        PrivateFile.Write(path, Render(serverUrl, caPem, token));

    public static string Render(string serverUrl, string caPem, string token) =>
        $"""
        apiVersion: v1
        kind: Config
        clusters:
        - name: orleans-scheduler
          cluster:
            server: {serverUrl}
            certificate-authority-data: {Convert.ToBase64String(Encoding.ASCII.GetBytes(caPem))}
        users:
        - name: orleans-scheduler
          user:
            token: {token}
        contexts:
        - name: orleans-scheduler
          context:
            cluster: orleans-scheduler
            user: orleans-scheduler
            namespace: default
        current-context: orleans-scheduler

        """;
}
