using System.Text.RegularExpressions;
using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>The pod's place in the network.</summary>
internal static partial class NetworkValidation
{
    private const int NameserversMax = 3;
    private const int SearchPathsMax = 32;
    private const int SearchListCharactersMax = 2048;

    public static void ValidateHostPorts(V1PodSpec spec, bool isPod, FieldPath path, FieldErrors errors)
    {
        if (spec.HostNetwork is not true)
        {
            return;
        }

        foreach (var (index, container) in (spec.Containers ?? []).Index())
        {
            foreach (var (portIndex, port) in (container.Ports ?? []).Index())
            {
                var hostPort = port.HostPort ?? 0;
                // A template may leave it out: it is filled in when the pod is made.
                if ((isPod || hostPort != 0) && hostPort != port.ContainerPort)
                {
                    errors.Invalid(
                        path.Child("containers").Index(index).Child("ports").Index(portIndex).Child("hostPort"),
                        hostPort,
                        "must match `containerPort` when `hostNetwork` is true");
                }
            }
        }
    }

    public static void ValidateDns(V1PodSpec spec, FieldPath path, FieldErrors errors)
    {
        if (spec.DnsPolicy == "None" && spec.DnsConfig is null)
        {
            errors.Required(path, "must provide `dnsConfig` when `dnsPolicy` is None");
        }
        else if (spec.DnsPolicy == "None" && spec.DnsConfig.Nameservers is not { Count: > 0 })
        {
            errors.Required(
                path.Child("nameservers"), "must provide at least one DNS nameserver when `dnsPolicy` is None");
        }
        else if (spec.DnsConfig is not null)
        {
            ValidateNameservers(spec.DnsConfig.Nameservers ?? [], path.Child("nameservers"), errors);
            ValidateSearches(spec.DnsConfig.Searches ?? [], path.Child("searches"), errors);
            foreach (var (index, _) in (spec.DnsConfig.Options ?? []).Index().Where(option => string.IsNullOrEmpty(option.Item.Name)))
            {
                errors.Required(path.Child("options").Index(index), "must not be empty");
            }
        }
    }

    public static void ValidateHostAliases(IList<V1HostAlias>? aliases, FieldPath path, FieldErrors errors)
    {
        foreach (var (index, alias) in (aliases ?? []).Index())
        {
            AddressSyntax.Validate(alias.Ip, path.Index(index).Child("ip"), errors);
            foreach (var (nameIndex, name) in (alias.Hostnames ?? []).Index())
            {
                errors.Invalid(
                    path.Index(index).Child("hostnames").Index(nameIndex), name, NameSyntax.DnsSubdomain(name));
            }
        }
    }

    private static void ValidateNameservers(IList<string> servers, FieldPath path, FieldErrors errors)
    {
        if (servers.Count > NameserversMax)
        {
            errors.Invalid(path, servers, $"must not have more than {NameserversMax} nameservers");
        }

        foreach (var (index, server) in servers.Index())
        {
            AddressSyntax.Validate(server, path.Index(index), errors);
        }
    }

    private static void ValidateSearches(IList<string> searches, FieldPath path, FieldErrors errors)
    {
        if (searches.Count > SearchPathsMax)
        {
            errors.Invalid(path, searches, $"must not have more than {SearchPathsMax} search paths");
        }

        if (string.Join(' ', searches).Length > SearchListCharactersMax)
        {
            errors.Invalid(
                path,
                searches,
                $"must not have more than {SearchListCharactersMax} characters (including spaces) in the search list");
        }

        foreach (var (index, search) in searches.Index())
        {
            var domain = search.EndsWith('.') ? search[..^1] : search;
            if (search != "." && !SearchDomain().IsMatch(domain))
            {
                errors.Invalid(path.Index(index), domain, NameSyntax.Mismatch(
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-', '_' or "
                        + "'.', and must start and end with an alphanumeric character",
                    SearchPattern,
                    "example.com"));
            }
        }
    }

    private const string SearchLabel = "[a-z0-9_]([-_a-z0-9]*[a-z0-9])?";
    private const string SearchPattern = SearchLabel + @"(\." + SearchLabel + ")*";

    [GeneratedRegex(@"\A" + SearchPattern + @"\z")]
    private static partial Regex SearchDomain();
}
