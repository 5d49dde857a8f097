namespace OrleansScheduler.Conformance.Tests.EndToEnd;

/// <summary>A user at a terminal: the commands of the README against a cluster with one real node.</summary>
public sealed class KubectlTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>
{
    [Fact]
    public async Task CreateJob_EchoCommand_RunsAndItsLogCanBeRead()
    {
        await cluster.KubectlAsync("create", "job", "hello", "--image=host", "--", "echo", "hi");
        await cluster.KubectlAsync("wait", "--for=condition=complete", "job/hello", "--timeout=30s");

        Assert.Equal("hi\n", (await cluster.KubectlAsync("logs", "job/hello", "-f")).Output);
        Assert.Contains("1/1", (await cluster.KubectlAsync("get", "jobs")).Output);
        Assert.Contains("Completed", (await cluster.KubectlAsync("get", "pods", "-l", "job-name=hello")).Output);
        var described = await cluster.KubectlAsync("describe", "job", "hello");
        Assert.Contains("1 Succeeded", described.Output);
        Assert.Contains("SuccessfulCreate", described.Output);
        Assert.Contains("SuccessfulCreate", (await cluster.KubectlAsync("get", "events")).Output);
        var pod = await cluster.KubectlAsync("describe", "pod", "-l", "job-name=hello");
        Assert.Contains("Successfully assigned", pod.Output);
        await cluster.KubectlAsync("delete", "job", "hello", "--cascade=foreground");
        Assert.Contains("No resources found", (await cluster.KubectlAsync("get", "jobs,pods", "-l", "job-name=hello")).Error);
    }

    [Fact]
    public async Task GetNodes_OneNode_IsReady()
    {
        Assert.Contains(" Ready ", (await cluster.KubectlAsync("get", "nodes")).Output);
        Assert.Contains("process://", (await cluster.KubectlAsync("get", "nodes", "-o", "wide")).Output);
        Assert.StartsWith("node/", (await cluster.KubectlAsync("get", "nodes", "-o", "name")).Output);
        Assert.Contains("Allocatable:", (await cluster.KubectlAsync("describe", "nodes")).Output);
    }

    [Fact]
    public async Task Apply_SecondTimeWithAChange_Patches()
    {
        const string First = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {a: '1'}\n";
        const string Second = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: conf}\ndata: {b: '2'}\n";

        Assert.Contains("created", (await cluster.FeedKubectlAsync(First, "apply", "-f", "-")).Output);
        Assert.Contains("unchanged", (await cluster.FeedKubectlAsync(First, "apply", "-f", "-")).Output);
        Assert.Contains("configured", (await cluster.FeedKubectlAsync(Second, "apply", "-f", "-")).Output);
        var data = await cluster.KubectlAsync("get", "configmap", "conf", "-o", "jsonpath={.data}");
        Assert.Equal("""{"b":"2"}""", data.Output);
    }

    [Fact]
    public async Task Cordon_AndUncordon_ChangeTheNode()
    {
        var node = (await cluster.KubectlAsync("get", "nodes", "-o", "jsonpath={.items[0].metadata.name}")).Output;

        Assert.Contains("cordoned", (await cluster.KubectlAsync("cordon", node)).Output);
        Assert.Contains("SchedulingDisabled", (await cluster.KubectlAsync("get", "node", node)).Output);
        Assert.Contains("uncordoned", (await cluster.KubectlAsync("uncordon", node)).Output);
        await cluster.KubectlAsync("label", "node", node, "disk=ssd");
        await cluster.KubectlAsync("annotate", "node", node, "note=hello");
        Assert.Contains(node, (await cluster.KubectlAsync("get", "nodes", "-l", "disk=ssd")).Output);
    }

    [Fact]
    public async Task Explain_AndApiResources_DescribeTheKinds()
    {
        Assert.Contains("parallelism", (await cluster.KubectlAsync("explain", "job.spec")).Output);
        Assert.Contains("jobs", (await cluster.KubectlAsync("api-resources")).Output);
    }

    [Fact]
    public async Task Job_WithConfigMapAndSecret_SeesThemAsEnvironmentAndFiles()
    {
        const string Manifest =
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: { name: settings }
            data: { greeting: hello }
            ---
            apiVersion: v1
            kind: Secret
            metadata: { name: keys }
            stringData: { key: s3cret }
            ---
            apiVersion: batch/v1
            kind: Job
            metadata: { name: configured }
            spec:
              template:
                spec:
                  restartPolicy: Never
                  volumes: [{ name: keys, secret: { secretName: keys } }]
                  containers:
                  - name: c
                    image: host
                    command: ["/bin/sh", "-c", "echo $GREETING $(cat /etc/keys/key) on $NODE"]
                    env:
                    - { name: GREETING, valueFrom: { configMapKeyRef: { name: settings, key: greeting } } }
                    - { name: NODE, valueFrom: { fieldRef: { fieldPath: spec.nodeName } } }
                    volumeMounts: [{ name: keys, mountPath: /etc/keys }]
            """;
        await cluster.FeedKubectlAsync(Manifest, "apply", "-f", "-");
        await cluster.KubectlAsync("wait", "--for=condition=complete", "job/configured", "--timeout=30s");

        var log = (await cluster.KubectlAsync("logs", "job/configured")).Output;
        Assert.StartsWith("hello s3cret on ", log);
    }
}
