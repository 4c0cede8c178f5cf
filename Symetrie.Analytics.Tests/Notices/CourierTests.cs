using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Symetrie.Analytics.Tests.Endpoints;
using Symetrie.Analytics.Tests.Recompute;
using Symetrie.Analytics.Tests.Stores.Engines;
using Symetrie.Api.Notices;
using Symetrie.Api.Stores;

namespace Symetrie.Analytics.Tests.Notices;

/// <summary>What listeners are told, and that nobody else can be made to be asked.</summary>
[TestFixture("sqlite"), TestFixture("postgres")]
public sealed class CourierTests(string engine)
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly ConcurrentQueue<(string Path, string Id, string Time, string Signature, string Body)> heard = new();
    private readonly FakeTime time = new(new DateTimeOffset(2026, 10, 5, 12, 0, 0, TimeSpan.Zero));
    private TestPlace place = null!;
    private Store store = null!;
    private WebApplication listener = null!;
    private int status = 204;

    [SetUp]
    public async Task Listen()
    {
        place = new TestPlace(engine);
        store = Store.Open(place.Address, time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        (status, listener) = (204, builder.Build());
        heard.Clear();
        listener.Urls.Add("http://127.0.0.1:0");
        listener.MapPost("/{**path}", async (HttpContext context, string? path) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var headers = context.Request.Headers;
            heard.Enqueue((path ?? "", headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, await reader.ReadToEndAsync()));
            context.Response.StatusCode = status;
            if (status == 307) context.Response.Headers.Location = "/elsewhere";
        });
        await listener.StartAsync();
    }

    [TearDown]
    public async Task Stop()
    {
        await listener.DisposeAsync();
        store.Dispose();
        place.Dispose();
    }

    [Test]
    public async Task A_notice_is_signed_and_sent_once_and_one_from_before_is_not()
    {
        Notice();
        await Serve();
        heard.ShouldBeEmpty("a new listener is not told of old times");
        Notice();
        await Serve();
        await Serve();
        var (path, id, at, signature, body) = heard.ShouldHaveSingleItem();
        (path, id, at).ShouldBe(("hook", "n-2", $"{time.Now.ToUnixTimeSeconds()}"));
        signature.ShouldBe("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{at}.{body}"))));
        JsonDocument.Parse(body).RootElement.ShouldSatisfyAllConditions(j => j.Text("type").ShouldBe("import.finished"), j => j.GetProperty("data").EnumerateObject().Select(p => p.Name).ShouldBe(["posting", "state", "address"]));
        store.Notices.Count().ShouldBe([("delivered", 1)]);
    }

    // The example of the standard's own documents.
    [Test]
    public void The_signature_is_that_of_the_standard() =>
        Courier.Sign(Convert.FromBase64String(Secret["whsec_".Length..]), "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", """{"test": 2432232314}""").ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [TestCase(500, "answered 500"), TestCase(404, "answered 404"), TestCase(307, "redirects are not followed")]
    public async Task What_is_not_taken_is_sent_again_later_and_later_and_given_up(int answer, string reason)
    {
        await Serve();
        Notice();
        status = answer;
        var began = time.Now;
        for (var i = 0; i <= NoticeStore.Pauses.Count; i++)
        {
            await Serve();
            heard.Count.ShouldBe(i + 1);
            await Serve();
            heard.Count.ShouldBe(i + 1, "not before its time");
            if (i < NoticeStore.Pauses.Count) time.Advance(NoticeStore.Pauses[i]);
        }

        heard.Select(h => (h.Path, h.Id)).Distinct().ShouldBe([("hook", "n-1")], "the same id every time, and no redirect followed");
        (time.Now - began).ShouldBe(new TimeSpan(44, 36, 10));
        store.Notices.Count().ShouldBe([("given-up", 1)]);
        Error().ShouldContain(reason);
    }

    [Test]
    public async Task A_listener_that_comes_back_gets_all_in_order()
    {
        await Serve();
        status = 503;
        foreach (var _ in Enumerable.Range(0, 3)) Notice();
        await Serve();
        status = 200;
        time.Advance(NoticeStore.Pauses[0]);
        await Serve();
        heard.Skip(3).Select(h => h.Id).ShouldBe(["n-1", "n-2", "n-3"]);
        store.Notices.Count().ShouldBe([("delivered", 3)]);
    }

    [Test]
    public async Task Two_processes_send_each_notice_once()
    {
        await Serve();
        foreach (var _ in Enumerable.Range(0, 5)) Notice();
        await Task.WhenAll(Serve(), Serve(), Serve());
        heard.Select(h => h.Id).Order().ShouldBe(["n-1", "n-2", "n-3", "n-4", "n-5"]);
    }

    [Test]
    public async Task A_machine_of_the_house_is_not_connected_to_unless_it_is_allowed()
    {
        await Serve();
        Notice();
        await Serve(networks: []);
        heard.ShouldBeEmpty();
        Error().ShouldContain("has no address that may be connected to");
    }

    [TestCase("127.0.0.1"), TestCase("127.8.8.8"), TestCase("0.0.0.0"), TestCase("10.1.2.3"), TestCase("172.16.0.1"), TestCase("192.168.1.1"), TestCase("169.254.169.254"), TestCase("100.64.0.1"), TestCase("224.0.0.1"), TestCase("255.255.255.255")]
    [TestCase("::1"), TestCase("::"), TestCase("fe80::1"), TestCase("fd00::1"), TestCase("ff02::1"), TestCase("::ffff:127.0.0.1"), TestCase("::ffff:10.0.0.1"), TestCase("64:ff9b::7f00:1"), TestCase("2002:7f00:1::")]
    public void An_address_inside_is_known(string address)
    {
        new Reach([]).Allows(IPAddress.Parse(address)).ShouldBeFalse();
        new Reach([IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")]).Allows(IPAddress.Parse(address)).ShouldBeTrue();
    }

    [TestCase("93.184.215.14"), TestCase("172.32.0.1"), TestCase("192.169.0.1"), TestCase("2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    public void An_address_of_the_Internet_is_known(string address) => new Reach([]).Allows(IPAddress.Parse(address)).ShouldBeTrue();

    [TestCase("https://evil.example/x", "hooks.example.org", Secret, "evil.example")]
    [TestCase("https://hooks.example.org.evil.example/x", "hooks.example.org", Secret, "evil.example")]
    [TestCase("https://hooks.example.org@evil.example/x", "hooks.example.org", Secret, "no address")]
    [TestCase("ftp://hooks.example.org/x", "hooks.example.org", Secret, "no address")]
    [TestCase("https://hooks.example.org/x", "hooks.example.org", null, "whsec_")]
    [TestCase("https://hooks.example.org/x", "hooks.example.org", "whsec_c2hvcnQ=", "whsec_")]
    public void A_listener_that_cannot_be_is_refused(string address, string host, string? secret, string said) =>
        Should.Throw<ArgumentException>(() => new ListenerSettings([address], [host], [], secret)).Message.ShouldContain(said);

    private void Notice() => store.Postings.Save(new PostingTitle($"p-{Guid.NewGuid():N}", "salaries.csv", "", "", null, "2026-10-05T12:00:00.000Z"), "refused", "{}", null);

    private string Error() => store.Engine.Read(connection =>
    {
        using var command = connection.CreateCommand();
        command.CommandText = "select error from delivery";
        return (string)command.ExecuteScalar()!;
    });

    private async Task Serve(string[]? networks = null)
    {
        var address = new UriBuilder(listener.Urls.First()) { Path = "/hook" };
        var settings = new ListenerSettings([address.Uri.ToString()], [address.Host], networks ?? ["127.0.0.0/8"], Secret);
        using var client = Courier.Client(settings);
        using var courier = new Courier(store, settings, NullLogger<Courier>.Instance);
        await courier.Serve(client, settings.Addresses[0], CancellationToken.None);
    }
}
