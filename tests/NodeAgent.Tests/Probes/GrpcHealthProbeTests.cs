using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OrleansScheduler.NodeAgent.Probes;

namespace OrleansScheduler.NodeAgent.Tests.Probes;

public sealed class GrpcHealthProbeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "service unhealthy (responded with \"NOT_SERVING\")")]
    [InlineData(3, "service unhealthy (responded with \"SERVICE_UNKNOWN\")")]
    public async Task Try_ServerAnswers_IsWellOnlyWhenServing(byte status, string? problem)
    {
        byte[] asked = [];
        await using var server = await ServeAsync(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            asked = body.ToArray();
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[] { 0, 0, 0, 0, 2, 8, status }, context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(problem, await GrpcHealthProbe.TryAsync("127.0.0.1", PortOf(server), "db", Patience, TimeProvider.System, Token));
        Assert.Equal([0, 0, 0, 0, 4, 0x0a, 2, (byte)'d', (byte)'b'], asked);
    }

    [Fact]
    public async Task Try_ServerKnowsNoHealthProtocol_SaysSo()
    {
        await using var server = await ServeAsync(context =>
        {
            context.Response.Headers["grpc-status"] = "12";
            context.Response.Headers["grpc-message"] = "unknown%20service";
            return Task.CompletedTask;
        });

        Assert.Equal(
            "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): unknown service",
            await GrpcHealthProbe.TryAsync("127.0.0.1", PortOf(server), "", Patience, TimeProvider.System, Token));
    }

    [Fact]
    public async Task Try_NobodyListens_SaysWhere()
    {
        int port;
        await using (var server = await ServeAsync(_ => Task.CompletedTask))
        {
            port = PortOf(server);
        }

        Assert.Equal(
            $"timeout: failed to connect service \"127.0.0.1:{port}\" within 5s: context deadline exceeded",
            await GrpcHealthProbe.TryAsync("127.0.0.1", port, "", Patience, TimeProvider.System, Token));
    }

    private static async Task<WebApplication> ServeAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2));
        var server = builder.Build();
        server.Run(answer);
        await server.StartAsync(Token);
        return server;
    }

    private static int PortOf(WebApplication server) =>
        new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
}
