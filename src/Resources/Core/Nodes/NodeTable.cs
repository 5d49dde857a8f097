using k8s.Models;
using OrleansScheduler.Resources.Tables;

namespace OrleansScheduler.Resources.Core.Nodes;

/// <summary><c>kubectl get nodes</c>.</summary>
internal static class NodeTable
{
    private const string RoleLabelPrefix = "node-role.kubernetes.io/";
    private const string RoleLabel = "kubernetes.io/role";
    private const string None = "<none>";

    private const string Addresses =
        "List of addresses reachable to the node. Queried from cloud provider, if available. More info: "
        + "https://kubernetes.io/docs/reference/node/node-status/#addresses Note: This field is declared as mergeable, "
        + "but the merge key is not sufficiently unique, which can cause data corruption when it is merged. Callers "
        + "should instead use a full-replacement patch. See https://pr.k8s.io/79391 for an example. Consumers should "
        + "assume that addresses can change during the lifetime of a Node. However, there are some exceptions where "
        + "this may not be possible, such as Pods that inherit a Node's address in its own status or consumers of the "
        + "downward API (status.hostIP).";

    public static IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Text("Status", "The status of the node"),
        TableColumn.Text("Roles", "The roles of the node"),
        TableColumn.ObjectAge,
        TableColumn.Text("Version", "Kubelet Version reported by the node."),
        TableColumn.WideText("Internal-IP", Addresses),
        TableColumn.WideText("External-IP", Addresses),
        TableColumn.WideText(
            "OS-Image",
            "OS Image reported by the node from /etc/os-release (e.g. Debian GNU/Linux 7 (wheezy))."),
        TableColumn.WideText(
            "Kernel-Version", "Kernel Version reported by the node from 'uname -r' (e.g. 3.16.0-0.bpo.4-amd64)."),
        TableColumn.WideText(
            "Container-Runtime",
            "ContainerRuntime Version reported by the node through runtime remote API (e.g. containerd://1.4.2)."),
    ];

    public static TableRow Row(V1Node node, DateTime now)
    {
        var info = node.Status?.NodeInfo;
        return new TableRow(
        [
            node.Metadata.Name,
            StatusOf(node),
            RolesOf(node),
            Age.Since(node.Metadata.CreationTimestamp, now),
            info?.KubeletVersion ?? "",
            AddressOf(node, "InternalIP"),
            AddressOf(node, "ExternalIP"),
            Known(info?.OsImage),
            KernelOf(info),
            Known(info?.ContainerRuntimeVersion),
        ]);
    }

    private static string StatusOf(V1Node node)
    {
        var ready = node.Status?.Conditions?.LastOrDefault(condition => condition.Type == "Ready");
        var status = ready?.Status switch
        {
            null => "Unknown",
            "True" => "Ready",
            _ => "NotReady",
        };
        return node.Spec?.Unschedulable == true ? $"{status},SchedulingDisabled" : status;
    }

    private static string RolesOf(V1Node node)
    {
        var roles = (node.Metadata.Labels ?? new Dictionary<string, string>())
            .Select(label => label.Key == RoleLabel ? label.Value : RoleIn(label.Key))
            .Where(role => !string.IsNullOrEmpty(role))
            .Distinct()
            .Order(StringComparer.Ordinal);
        return string.Join(',', roles) is { Length: > 0 } text ? text : None;
    }

    private static string RoleIn(string key) =>
        key.StartsWith(RoleLabelPrefix, StringComparison.Ordinal) ? key[RoleLabelPrefix.Length..] : "";

    private static string AddressOf(V1Node node, string type) =>
        node.Status?.Addresses?.FirstOrDefault(address => address.Type == type)?.Address ?? None;

    private static string KernelOf(V1NodeSystemInfo? info) => (info?.KernelVersion, info?.Architecture) switch
    {
        (null or "", _) => Known(null),
        (var kernel, null or "") => kernel,
        var (kernel, architecture) => $"{kernel} ({architecture})",
    };

    private static string Known(string? text) => string.IsNullOrEmpty(text) ? "<unknown>" : text;
}
