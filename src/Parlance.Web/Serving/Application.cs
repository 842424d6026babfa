using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Parlance.Domain;
using Parlance.Domain.Operators;
using Parlance.Engine;
using Parlance.Web.Http;
using Parlance.Web.Security;
using Endpoint = Parlance.Web.Http.Endpoint;

namespace Parlance.Web.Serving;

/// <summary>A request's way: which endpoint, may they, what is the answer; then the record of it, and only then its first byte.</summary>
internal sealed class Application(WebParts parts, Lazy<Routes> routes, Action<string> notice, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception) { }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            var reply = await Answer(context, stop.Token);
            parts.Requests.Count(context.Request.Method, reply.Status);
            if (reply.Status != 101) context.Response.StatusCode = reply.Status;
            foreach (var (name, value) in reply.Headers) context.Response.Headers.Append(name, value);
            await reply.Send(context);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ConnectionAbortedException)
        {
            // The client went away, did not read, or the server stops.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            notice($"{context.Request.Method} {PathOf(context)} broke off: {e.GetType().Name}: {e.Message}");
            context.Abort();
        }
    }

    private async Task<Reply> Answer(HttpContext http, CancellationToken stop)
    {
        var caller = Caller.Nobody;
        Endpoint? endpoint = null;
        Reply reply;
        try
        {
            var path = PathOf(http);
            if (!path.StartsWith("/healthz", StringComparison.Ordinal) && !path.StartsWith("/readyz", StringComparison.Ordinal)) parts.Login.Admit(Login.AddressOf(http));
            // Who may not call anything does not learn what there is.
            if (path.StartsWith("/admin", StringComparison.Ordinal)) caller = await parts.Login.Identify(http, stop);
            (endpoint, var values) = routes.Value.Find(http.Request.Method, path);
            if (endpoint.Access == Access.Metrics && parts.Settings().Admin.MetricsNeedLogin) caller = await parts.Login.Identify(http, stop);
            if (endpoint.Access == Access.Staff && !caller.May(endpoint.Privilege)) throw new Problem(403, "privilege-needed", $"This needs the privilege {endpoint.Privilege}.");
            var call = new Call(http, endpoint, values, caller, DateTimeOffset.UtcNow, stop);
            await call.Check();
            reply = await endpoint.Handle(call);
        }
        catch (Problem problem)
        {
            reply = problem.ToReply();
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException or OutOfMemoryException))
        {
            notice($"{http.Request.Method} {PathOf(http)} failed: {e.GetType().Name}: {e.Message}");
            reply = new Problem(500, "failed", "The server could not answer; its log says why.").ToReply();
        }

        return await Recorded(http, endpoint, caller, reply, stop);
    }

    /// <summary>Every call of the API is an event. What an action changed, and its record, are written before it is confirmed.</summary>
    private async Task<Reply> Recorded(HttpContext http, Endpoint? endpoint, Caller caller, Reply reply, CancellationToken stop)
    {
        var path = PathOf(http);
        if (!path.StartsWith("/admin", StringComparison.Ordinal) || reply.Status == 429) return reply;
        var called = new AdminCalled(http.Request.Method, Limits.Cut(path, AdminCalled.PathLengthMax), reply.Status, Login.AddressOf(http));
        try
        {
            var position = await parts.Ask(node => Record(node, caller, called), stop);
            if (endpoint is { IsAction: true })
                await parts.Commits.Reached(position ?? 0, stop).WaitAsync(WebParts.AnswerWithin, stop);
            if (position is null) notice($"not recorded, for the log cannot be written: {called.Method} {called.Path} {called.Status} by {caller.Name}");
            return reply;
        }
        catch (Problem busy)
        {
            return busy.ToReply();
        }
        catch (TimeoutException)
        {
            return new Problem(503, "not-written", "It is done, but not on disk yet: the log is slow or cannot be written.", ("Retry-After", "5")).ToReply();
        }
    }

    /// <returns>Where it will be in the log; null: nowhere, for it cannot be written.</returns>
    private static long? Record(Node node, Caller caller, AdminCalled called)
    {
        var refusal = caller.Name.Length > 0 ? node.CarryAs(caller.Staff, called, null) : node.Carry(called, null, null);
        return refusal is null ? node.Position : null;
    }

    /// <summary>The path as it was sent, escapes and all.</summary>
    private static string PathOf(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (!target.StartsWith('/')) return http.Request.Path.Value ?? "/";
        var end = target.IndexOf('?', StringComparison.Ordinal);
        return end < 0 ? target : target[..end];
    }
}
