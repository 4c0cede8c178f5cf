using NUnit.Framework;
using Shouldly;
using Symetrie.Api.Exports;

namespace Symetrie.Analytics.Tests.Exports;

/// <summary>Which columns tell who a respondent is.</summary>
public sealed class PersonalColumnTests
{
    [TestCase("RecipientEmail", "e-mail"), TestCase("Adresse e-mail", "e-mail"), TestCase("Email Address", "e-mail"), TestCase("Courriel", "e-mail"), TestCase("Adresse de messagerie", "e-mail")]
    [TestCase("IPAddress", "ip-address"), TestCase("IP Address", "ip-address"), TestCase("ipaddr", "ip-address"), TestCase("Adresse IP", "ip-address")]
    [TestCase("RecipientFirstName", "name"), TestCase("Last Name", "name"), TestCase("Nom", "name"), TestCase("Prénom", "name"), TestCase("Nom et prénom", "name"), TestCase("Full name", "name"), TestCase("Nom du salarié", "name")]
    [TestCase("Téléphone", "phone"), TestCase("Mobile", "phone"), TestCase("phonenumber", "phone"), TestCase("N° de portable", "phone")]
    [TestCase("LocationLatitude", "location"), TestCase("_gps_longitude", "location"), TestCase("_geolocation", "location")]
    [TestCase("Date de naissance", "birth-date"), TestCase("DOB", "birth-date"), TestCase("Code postal", "address"), TestCase("Home address", "address")]
    [TestCase("Commentaires", "free-text"), TestCase("Q5_TEXT", "free-text"), TestCase("Other (please specify)", "free-text"), TestCase("Open-Ended Response", "free-text"), TestCase("Vos suggestions", "free-text")]
    [TestCase("ExternalReference", "person-id"), TestCase("Matricule", "person-id"), TestCase("Respondent ID", "person-id"), TestCase("_submitted_by", "person-id"), TestCase("deviceid", "device"), TestCase("UserAgent", "device")]
    public void A_header_tells(string header, string kind) => PersonalHeaders.KindOf(header).ShouldBe(kind);

    [TestCase("Team"), TestCase("Shop name"), TestCase("Nom du magasin"), TestCase("Q1"), TestCase("My manager listens to me"), TestCase("Duration (in seconds)"), TestCase("Region"), TestCase("Progress"), TestCase(""), TestCase("Score")]
    public void A_header_tells_nothing(string header) => PersonalHeaders.KindOf(header).ShouldBeNull();

    [TestCase("ann@example.org", "e-mail"), TestCase("192.0.2.17", "ip-address"), TestCase("2001:db8::7", "ip-address"), TestCase("+33 6 12 34 56 78", "phone"), TestCase("06.12.34.56.78", "phone"), TestCase("0612345678", "phone"), TestCase("(212) 555-0143", "phone")]
    [TestCase("48.8566, 2.3522", "location"), TestCase("48.8566 2.3522 35 4.9", "location")]
    [TestCase("4", null), TestCase("2026-09-30", null), TestCase("30.09.2026 10:15", null), TestCase("04.05.2026", null), TestCase("10:15:00", null), TestCase("1234567890", null), TestCase("3.5", null), TestCase("12,5", null), TestCase("Agree", null), TestCase("EMP-0101", null)]
    public void A_form_tells(string text, string? kind) => PersonalText.KindOf(text).ShouldBe(kind);

    [Test]
    public void What_tells_is_struck_out_of_a_text() =>
        PersonalText.Without("it has 'ann@example.org', '192.0.2.7', 'on 04.05.2026 10:12' and 'call 06 12 34 56 78'").ShouldBe("it has '[removed]', '[removed]', 'on 04.05.2026 10:12' and 'call [removed]'");

    [Test]
    public void Columns_are_known_by_their_cells_where_the_header_tells_nothing()
    {
        var rows = string.Concat(Enumerable.Range(1, 30).Select(i => $"e{i},T1,Accueil,Sud,2026-09-01,4,7.5,p{i}@example.org,yes,We wait for the lift {i} times a day,T1 North\n"));
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes("Identifiant,Équipe,Nom,région,Date,Q1. On me respecte,Q2,a,b,c,d\n" + rows));
        using var reader = ExportReader.Open(stream, Samples.Staff, Samples.Quarters);
        reader.Personal.ShouldBe([new PersonalColumn("a", "e-mail"), new PersonalColumn("c", "free-text")]);
        reader.Rows().Count().ShouldBe(30, "looking at them takes no row away");
    }
}
